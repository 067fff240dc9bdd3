/* What every probe begins with: one line of output for each thing it tried. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* "WHAT: ok", or "WHAT: EPERM" by errno. A result below zero is a failure, as system calls have it. */
__attribute__((format(printf, 2, 3)))
static inline void outcome(long result, const char *what, ...)
{
	int error = errno;
	va_list values;

	va_start(values, what);
	vprintf(what, values);
	va_end(values);
	printf(": %s\n", result < 0 ? strerrorname_np(error) : "ok");
	fflush(stdout);
}

/* For what must work, or the probe proves nothing. */
static inline long must(long result, const char *what)
{
	if (result < 0) {
		perror(what);
		exit(99);
	}
	return result;
}

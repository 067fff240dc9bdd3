#ifndef GREETING_H
#define GREETING_H

#include <stddef.h>

/*
 * Writes a greeting for NAME into BUFFER of SIZE bytes, always terminated.
 * Returns 0, or -1 when it did not fit or NAME is empty.
 */
int greeting(char *buffer, size_t size, const char *name);

#endif

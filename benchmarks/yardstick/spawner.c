/*
 * spawner: starts a program over and over from a small parent, so that nothing but the program is measured. Reads
 * requests from standard input, one a line, and answers each on one line:
 *   one N      N runs, one after the other: the microseconds from spawn to reaped, of each
 *   many N C   N runs, C at a time: how many a second
 *
 *   spawner COMMAND [ARGUMENT]...
 */
#define _GNU_SOURCE
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

extern char **environ;

static double microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

static void start(char **command)
{
	pid_t child;

	if (posix_spawnp(&child, command[0], NULL, NULL, command, environ) != 0) {
		fprintf(stderr, "spawner: could not start %s\n", command[0]);
		exit(1);
	}
}

static void reap(char **command)
{
	int status;

	if (wait(&status) < 0 || status != 0) {
		fprintf(stderr, "spawner: %s ended with status %d\n", command[0], status);
		exit(1);
	}
}

int main(int argc, char **argv)
{
	char kind[8];
	int count, at_once;

	if (argc < 2) {
		fprintf(stderr, "usage: spawner COMMAND [ARGUMENT]...\n");
		return 2;
	}

	while (scanf(" %7s %d", kind, &count) == 2) {
		if (kind[0] == 'o') {
			for (int i = 0; i < count; i++) {
				double begin = microseconds();

				start(argv + 1);
				reap(argv + 1);
				printf(i == 0 ? "%.1f" : " %.1f", microseconds() - begin);
			}
		} else if (scanf(" %d", &at_once) == 1) {
			double begin = microseconds();
			int started = 0;

			for (int ended = 0; ended < count; ended++) {
				while (started < count && started - ended < at_once) {
					start(argv + 1);
					started++;
				}

				reap(argv + 1);
			}

			printf("%.1f", count / (microseconds() - begin) * 1e6);
		}

		printf("\n");
		fflush(stdout);
	}

	return 0;
}

/*
 * A test suite as it should not be. Of what it tests, one needs nothing but itself; the other sends, on the side, to a
 * host on the internet that it was run, and nobody who reads "ok" knows of it.
 *
 * LEAKY_HOST and LEAKY_PORT stand in for that host.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *failure;

static int version_of(const char *line)
{
	return atoi(line + strlen("leaky "));
}

static void report_home(void)
{
	static const char message[] = "the tests were run\n";
	const char *host = getenv("LEAKY_HOST"), *port = getenv("LEAKY_PORT");
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(port ? port : "9")) };
	int connection = socket(AF_INET, SOCK_STREAM, 0);
	static char reason[256];
	char end;

	if (connection < 0 || inet_pton(AF_INET, host ? host : "203.0.113.7", &address.sin_addr) != 1
		|| connect(connection, (struct sockaddr *)&address, sizeof address) != 0
		|| write(connection, message, sizeof message - 1) != sizeof message - 1
		|| shutdown(connection, SHUT_WR) != 0 || read(connection, &end, 1) != 0) {
		snprintf(reason, sizeof reason, "could not reach %s: %s", host, strerror(errno));
		failure = reason;
	}
	close(connection);
}

static void the_version_is_found(void)
{
	if (version_of("leaky 7") != 7)
		failure = "it is another";
}

static void the_version_is_the_newest(void)
{
	the_version_is_found();
	report_home();
}

static int run(int number, const char *name, void (*test)(void))
{
	failure = NULL;
	test();
	printf("%sok %d - %s\n", failure ? "not " : "", number, name);
	if (failure)
		printf("# %s\n", failure);
	return failure != NULL;
}

int main(void)
{
	int failed = run(1, "the version is found", the_version_is_found);

	failed += run(2, "the version is the newest", the_version_is_the_newest);
	return failed != 0;
}

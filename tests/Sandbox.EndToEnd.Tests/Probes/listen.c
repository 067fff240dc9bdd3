/*
 * listen PORT: listens on 127.0.0.1 and on ::1, connects to both itself, says so, and waits for the end of its input
 * with the port taken.
 */
#include "outcome.h"
#include <arpa/inet.h>
#include <sys/socket.h>

static void serve(const char *what, const void *address, socklen_t length)
{
	int family = ((const struct sockaddr *)address)->sa_family;
	int listener = must(socket(family, SOCK_STREAM, 0), "socket");

	if (bind(listener, address, length) < 0) {
		outcome(-1, "bind %s", what);
		return;
	}
	must(listen(listener, 1), "listen");
	outcome(connect(must(socket(family, SOCK_STREAM, 0), "socket"), address, length), "%s", what);
}

int main(int count, char **arguments)
{
	unsigned short port = count == 2 ? htons(atoi(arguments[1])) : 0;
	struct sockaddr_in four = { .sin_family = AF_INET, .sin_port = port, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6, .sin6_port = port, .sin6_addr = IN6ADDR_LOOPBACK_INIT };
	char byte;

	serve("127.0.0.1", &four, sizeof four);
	serve("::1", &six, sizeof six);
	puts("ready");
	fflush(stdout);
	return read(STDIN_FILENO, &byte, 1) == 0 ? 0 : 99;
}

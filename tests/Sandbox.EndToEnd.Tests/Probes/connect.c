/*
 * connect KIND:ADDRESS... tries to reach each: tcp4:PORT and tcp6:PORT on the loopback address, address:A.B.C.D over
 * UDP, abstract:NAME, socket:PATH. Only makes, and connects to nothing: family:NUMBER, a socket of an address family,
 * and io_uring:ENTRIES.
 */
#include "outcome.h"
#include <arpa/inet.h>
#include <linux/io_uring.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>

static long connect_to(int type, const void *address, socklen_t length)
{
	int file = socket(((const struct sockaddr *)address)->sa_family, type, 0);

	return file < 0 ? -1 : connect(file, address, length);
}

static long connect_local(const char *name, int is_abstract)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t length = strlen(name);

	if (length + 1 >= sizeof address.sun_path)
		exit(99);
	memcpy(address.sun_path + is_abstract, name, length);
	return connect_to(SOCK_STREAM, &address, offsetof(struct sockaddr_un, sun_path) + length + is_abstract);
}

int main(int count, char **arguments)
{
	for (int i = 1; i < count; i++) {
		const char *kind = arguments[i], *where = strchr(kind, ':') + 1;
		struct sockaddr_in four = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
		struct sockaddr_in6 six = { .sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT };
		struct io_uring_params ring = { 0 };
		long result;

		if (!strncmp(kind, "tcp4:", 5)) {
			four.sin_port = htons(atoi(where));
			result = connect_to(SOCK_STREAM, &four, sizeof four);
		} else if (!strncmp(kind, "tcp6:", 5)) {
			six.sin6_port = htons(atoi(where));
			result = connect_to(SOCK_STREAM, &six, sizeof six);
		} else if (!strncmp(kind, "address:", 8)) {
			four.sin_port = htons(9);
			must(inet_pton(AF_INET, where, &four.sin_addr) - 1, "inet_pton");
			result = connect_to(SOCK_DGRAM, &four, sizeof four);
		} else if (!strncmp(kind, "family:", 7)) {
			result = socket(atoi(where), SOCK_STREAM, 0);
		} else if (!strncmp(kind, "io_uring:", 9)) {
			result = syscall(SYS_io_uring_setup, atoi(where), &ring);
		} else {
			result = connect_local(where, !strncmp(kind, "abstract:", 9));
		}
		outcome(result, "%.*s", (int)(where - kind - 1), kind);
	}
	return 0;
}

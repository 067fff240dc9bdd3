/* multicast GROUP... joins each group, sends a message to it, and waits for the message to come back. */
#include "outcome.h"
#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>

static long round_trip(const char *group)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	struct ip_mreq membership = { .imr_interface.s_addr = htonl(INADDR_ANY) };
	socklen_t length = sizeof address;
	char message[8] = "";
	int file = socket(AF_INET, SOCK_DGRAM, 0);

	must(file, "socket");
	must(bind(file, (struct sockaddr *)&address, sizeof address), "bind");
	must(getsockname(file, (struct sockaddr *)&address, &length), "getsockname");
	must(inet_pton(AF_INET, group, &address.sin_addr) - 1, "inet_pton");
	membership.imr_multiaddr = address.sin_addr;
	if (setsockopt(file, IPPROTO_IP, IP_ADD_MEMBERSHIP, &membership, sizeof membership) < 0 && errno != ENODEV)
		return -1;
	if (sendto(file, "hello", 6, 0, (struct sockaddr *)&address, sizeof address) < 0)
		return -1;
	if (poll(&(struct pollfd){ .fd = file, .events = POLLIN }, 1, 60000) != 1) {
		errno = ETIMEDOUT;
		return -1;
	}
	must(recv(file, message, sizeof message, 0), "recv");
	return strcmp(message, "hello") ? 99 : 0;
}

int main(int count, char **arguments)
{
	for (int i = 1; i < count; i++)
		outcome(round_trip(arguments[i]), "%s", arguments[i]);
	return 0;
}

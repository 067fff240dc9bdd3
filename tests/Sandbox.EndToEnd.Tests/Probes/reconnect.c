/*
 * reconnect NAME: tries to connect its standard output, a socket, to the abstract name.
 */
#include "outcome.h"
#include <sys/socket.h>
#include <sys/un.h>

int main(int count, char **arguments)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t length = count > 1 ? strlen(arguments[1]) : 0;

	if (length + 1 > sizeof(address.sun_path))
		return 1;
	memcpy(address.sun_path + 1, count > 1 ? arguments[1] : "", length);
	outcome(connect(1, (struct sockaddr *)&address, sizeof(sa_family_t) + 1 + length), "connect");
	return 0;
}

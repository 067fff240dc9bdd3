/*
 * collector FILE [ADDRESS]: plays the host on the internet. Prints "PORT PID" of a process in the background that listens
 * on ADDRESS, otherwise on the loopback, and appends to FILE whatever it is sent.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static int collect(int listener, int file)
{
	char data[256];
	ssize_t length;
	int connection;

	while ((connection = accept(listener, NULL, NULL)) >= 0) {
		while ((length = read(connection, data, sizeof data)) > 0)
			if (write(file, data, (size_t)length) != length)
				return 1;
		close(connection);
	}
	return 1;
}

int main(int argc, char **argv)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t size = sizeof address;
	int listener = socket(AF_INET, SOCK_STREAM, 0);
	int file = argc >= 2 && (argc == 2 || inet_pton(AF_INET, argv[2], &address.sin_addr) == 1) ? open(argv[1], O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
	pid_t child;

	if (file < 0 || bind(listener, (struct sockaddr *)&address, size) != 0 || listen(listener, 1) != 0
		|| getsockname(listener, (struct sockaddr *)&address, &size) != 0) {
		perror("collector");
		return 1;
	}

	child = fork();
	if (child == 0) {
		close(STDOUT_FILENO);
		return collect(listener, file);
	}

	printf("%d %d\n", ntohs(address.sin_port), (int)child);
	return child < 0;
}

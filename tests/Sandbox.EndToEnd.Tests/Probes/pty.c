/*
 * Runs a program on a terminal of its own: pty PROGRAM ARGUMENT... What the program writes goes to standard output.
 * Standard input holds commands, each a letter, a number of bytes and a newline:
 *   t LENGTH   types the LENGTH bytes that follow
 *   s NUMBER   resizes the window to NUMBER / 1000 rows and NUMBER % 1000 columns
 * It ends as the program does: with its exit code, or 128+n.
 */
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

static void write_all(int fd, const char *bytes, ssize_t length)
{
	while (length > 0) {
		ssize_t done = write(fd, bytes, length);
		if (done < 0) {
			perror("write");
			exit(99);
		}
		bytes += done;
		length -= done;
	}
}

static void obey(int master)
{
	char kind;
	int number;

	if (scanf(" %c %d", &kind, &number) != 2 || getchar() != '\n')
		exit(98);
	if (kind == 's') {
		struct winsize size = {.ws_row = number / 1000, .ws_col = number % 1000};
		if (ioctl(master, TIOCSWINSZ, &size) < 0)
			exit(97);
		return;
	}
	while (number-- > 0) {
		char typed = getchar();
		write_all(master, &typed, 1);
	}
}

int main(int argc, char **argv)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	struct pollfd polls[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.events = POLLIN}};
	char buffer[4096];
	ssize_t length;
	int status;
	pid_t pid = forkpty(&polls[1].fd, NULL, NULL, &size);

	if (argc < 2 || pid < 0)
		return 99;
	if (pid == 0) {
		execvp(argv[1], argv + 1);
		perror(argv[1]);
		_exit(96);
	}
	/* Unbuffered: what poll sees is all there is. */
	setvbuf(stdin, NULL, _IONBF, 0);
	while (poll(polls, 2, -1) > 0) {
		if (polls[1].revents) {
			/* EIO: nobody has the terminal open any more. */
			if ((length = read(polls[1].fd, buffer, sizeof buffer)) <= 0)
				break;
			write_all(STDOUT_FILENO, buffer, length);
		} else if (polls[0].revents & POLLIN) {
			obey(polls[1].fd);
		} else {
			polls[0].fd = -1;
		}
	}
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

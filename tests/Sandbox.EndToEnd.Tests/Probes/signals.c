/*
 * Takes the signals run-sandbox passes on, one line each, until its standard input ends: "ready", then numbers, then
 * "end". With an argument it first leaves its process group.
 */
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/signalfd.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	static const int taken[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGWINCH};
	struct pollfd polls[2] = {{.fd = STDIN_FILENO, .events = POLLIN}, {.events = POLLIN}};
	struct signalfd_siginfo info;
	sigset_t set;
	char byte;

	(void)argv;
	sigemptyset(&set);
	for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
		sigaddset(&set, taken[i]);
	sigprocmask(SIG_SETMASK, &set, NULL);
	polls[1].fd = signalfd(-1, &set, 0);
	if (polls[1].fd < 0 || (argc > 1 && setpgid(0, 0) < 0))
		return 1;
	setvbuf(stdout, NULL, _IOLBF, 0);
	puts("ready");
	while (poll(polls, 2, -1) >= 0) {
		if (polls[1].revents) {
			if (read(polls[1].fd, &info, sizeof info) != sizeof info)
				return 2;
			printf("%u\n", info.ssi_signo);
		} else if (read(STDIN_FILENO, &byte, 1) <= 0) {
			puts("end");
			return 0;
		}
	}
	return 3;
}

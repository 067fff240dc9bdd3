/* Typing into a terminal: on one made here, of which this process is the session leader, so that nothing else refuses. */
#include "outcome.h"
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#ifndef TIOCLINUX
#define TIOCLINUX 0x541C
#endif
#define HIGH_BIT (1UL << 32)
#define X32_IOCTL (0x40000000 + 514)

/* The 32-bit entry, where ioctl is number 54; pointers there are 32 bits, which does not matter to a refusal. */
static long compat_ioctl(int file, unsigned request)
{
	long result = -1;

#ifdef __x86_64__
	/* A kernel without 32-bit support ends the process: asked in a child. */
	int status;
	pid_t child = must(fork(), "fork");

	if (child == 0) {
		__asm__ volatile("int $0x80" : "=a"(result) : "a"(54L), "b"((long)file), "c"((long)request), "d"(0L) : "memory", "r8", "r9", "r10", "r11");
		_exit(result < 0 ? -result : 0);
	}
	must(waitpid(child, &status, 0), "waitpid");
	errno = WIFEXITED(status) ? WEXITSTATUS(status) : ENOSYS;
	return errno == 0 ? 0 : -1;
#else
	(void)file;
	(void)request;
	errno = ENOSYS;
	return result;
#endif
}

int main(void)
{
	char letter = 'x';
	int leader, terminal;

	must(fork() == 0 ? 0 : (wait(NULL), exit(0), 0), "fork");
	must(setsid(), "setsid");
	leader = must(posix_openpt(O_RDWR | O_NOCTTY), "posix_openpt");
	must(unlockpt(leader), "unlockpt");
	terminal = must(open(ptsname(leader), O_RDWR | O_NOCTTY), "open terminal");
	must(ioctl(terminal, TIOCSCTTY, 0), "TIOCSCTTY");

	outcome(syscall(SYS_ioctl, terminal, (unsigned long)TIOCSTI, &letter), "TIOCSTI");
	outcome(syscall(SYS_ioctl, terminal, TIOCSTI | HIGH_BIT, &letter), "TIOCSTI with a high bit");
	outcome(syscall(SYS_ioctl, terminal, TIOCSTI | (HIGH_BIT << 31), &letter), "TIOCSTI with the highest bit");
	outcome(syscall(SYS_ioctl, terminal, (unsigned long)TIOCLINUX, &letter), "TIOCLINUX");
	outcome(syscall(SYS_ioctl, terminal, TIOCLINUX | HIGH_BIT, &letter), "TIOCLINUX with a high bit");
	outcome(syscall(X32_IOCTL, terminal, (unsigned long)TIOCSTI, &letter), "x32 TIOCSTI");
	outcome(compat_ioctl(terminal, TIOCSTI), "32-bit TIOCSTI");
	outcome(ioctl(terminal, TIOCGPGRP, &leader), "TIOCGPGRP");
	return 0;
}

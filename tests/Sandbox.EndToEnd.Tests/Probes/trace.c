/* trace [PID]: reaching into another process of the same user, by default process 1. */
#include "outcome.h"
#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>

int main(int count, char **arguments)
{
	static const char *const files[] = {
		"environ", "mem", "maps", "auxv", "exe", "root", "cwd", "ns/mnt", "ns/user",
	};
	char byte, path[64];
	struct iovec own = { &byte, 1 }, other = { (void *)outcome, 1 };
	pid_t pid = count == 2 ? atoi(arguments[1]) : 1;
	long process;

	outcome(ptrace(PTRACE_ATTACH, pid, 0, 0), "PTRACE_ATTACH");
	outcome(ptrace(PTRACE_SEIZE, pid, 0, 0), "PTRACE_SEIZE");
	outcome(process_vm_readv(pid, &own, 1, &other, 1, 0), "process_vm_readv");
	process = must(syscall(SYS_pidfd_open, pid, 0), "pidfd_open");
	for (int descriptor = 0; descriptor < 2; descriptor++)
		outcome(syscall(SYS_pidfd_getfd, process, descriptor, 0), "pidfd_getfd %d", descriptor);
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		snprintf(path, sizeof path, "/proc/%d/%s", pid, files[i]);
		int file = open(path, O_RDONLY);

		outcome(file < 0 ? -1 : read(file, &byte, 1), "%s", files[i]);
	}
	return 0;
}

/*
 * group: tries to leave its control group. Through any group that the tree shows; then through the hierarchy
 * mounted anew, in namespaces of its own, at /tmp/group.
 */
#include "outcome.h"
#include <fcntl.h>
#include <ftw.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

static long start_in(const char *group)
{
	int directory = open(group, O_PATH | O_DIRECTORY);
	struct clone_args arguments = {
		.flags = CLONE_INTO_CGROUP, .exit_signal = SIGCHLD, .cgroup = directory,
	};
	long pid;

	if (directory < 0)
		return -1;
	pid = syscall(SYS_clone3, &arguments, sizeof(arguments));
	if (pid == 0)
		_exit(0);
	close(directory);
	if (pid > 0)
		waitpid(pid, NULL, 0);
	return pid;
}

static int left;

static int try_group(const char *path, const struct stat *status, int type, struct FTW *place)
{
	(void)status;
	(void)place;
	left += type == FTW_D && start_in(path) >= 0;
	return left;
}

static void try_shown(void)
{
	FILE *mounts = fopen("/proc/self/mountinfo", "r");
	char line[4096], target[4096];

	while (mounts && fgets(line, sizeof(line), mounts)) {
		if (!strstr(line, " - cgroup2 ") || sscanf(line, "%*s %*s %*s %*s %4095s", target) != 1)
			continue;
		nftw(target, try_group, 16, FTW_PHYS);
	}
	printf("shown: %s\n", left ? "left" : "held");
	fflush(stdout);
}

static long write_to(const char *path, const char *text)
{
	int file = open(path, O_WRONLY);

	return file < 0 ? -1 : write(file, text, strlen(text));
}

static void try_anew(void)
{
	must(unshare(CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWCGROUP), "unshare");
	must(mkdir("/tmp/group", 0755), "mkdir");
	must(mount("none", "/tmp/group", "cgroup2", 0, NULL), "mount");
	outcome(write_to("/tmp/group/memory.max", "max"), "memory.max");
	outcome(write_to("/tmp/group/pids.max", "max"), "pids.max");
	outcome(mkdir("/tmp/group/further", 0755), "further group");
}

int main(void)
{
	try_shown();
	try_anew();
	return 0;
}

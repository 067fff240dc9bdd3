/*
 * capabilities [PROGRAM...]: the capabilities this process holds, then those of each program it executes; to name this one
 * again shows whether a copy that is set-user-ID, or has file capabilities, gains any.
 * capabilities --mark FILE: gives the file every capability (capabilities(7), "File capabilities").
 */
#include "outcome.h"
#include <linux/capability.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>

static void show(const char *name)
{
	struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
	struct __user_cap_data_struct sets[2];
	uint64_t ambient = 0;

	must(syscall(SYS_capget, &header, sets), "capget");
	for (int capability = 0; capability < 64; capability++)
		if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, capability, 0, 0) == 1)
			ambient |= 1ULL << capability;
#define WHOLE(set) ((unsigned long long)sets[1].set << 32 | sets[0].set)
	printf("%s: permitted %llx effective %llx inheritable %llx ambient %llx\n", name,
		WHOLE(permitted), WHOLE(effective), WHOLE(inheritable), (unsigned long long)ambient);
	fflush(stdout);
}

static void mark(const char *file)
{
	/* Not effective at once: a program that does not get all of its capabilities would not be executed at all then. */
	struct vfs_cap_data all = { .magic_etc = VFS_CAP_REVISION_2 };

	for (int half = 0; half < 2; half++)
		all.data[half].permitted = all.data[half].inheritable = UINT32_MAX;
	must(setxattr(file, "security.capability", &all, sizeof all, 0), "setxattr security.capability");
}

int main(int count, char **arguments)
{
	if (count == 3 && strcmp(arguments[1], "--mark") == 0) {
		mark(arguments[2]);
		return 0;
	}
	show(arguments[0]);
	for (int i = 1; i < count; i++) {
		pid_t child = must(fork(), "fork");

		if (child == 0) {
			execl(arguments[i], arguments[i], NULL);
			perror(arguments[i]);
			_exit(99);
		}
		must(waitpid(child, NULL, 0), "waitpid");
	}
	return 0;
}

/*
 * restrict WHAT[,WHAT]... COMMAND [ARGUMENT]... runs a command on a machine that refuses something, as containers and
 * hardened hosts do. What needs rights is done in namespaces of its own, where every user has them.
 */
#include "outcome.h"
#include "nested.h"
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/mount.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

/* sys/mount.h and linux/mount.h can't both be included with older C libraries. */
#define BIND 4096
int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data);

#define NAMESPACES (CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWNET | CLONE_NEWCGROUP)
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define UNLESS(test, value, skip) BPF_JUMP(BPF_JMP | test | BPF_K, value, 0, skip)
#define ANSWER(error) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (error))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)

/* A call whatever its arguments; a call by a bit of its first or the value of its third argument. */
#define REFUSE(call, error) LOAD(nr), UNLESS(BPF_JEQ, call, 1), ANSWER(error)
#define REFUSE_BITS(call, bits, error) LOAD(nr), UNLESS(BPF_JEQ, call, 3), LOAD(args[0]), UNLESS(BPF_JSET, bits, 1), ANSWER(error)
#define REFUSE_FLAGS(call, flags, error) LOAD(nr), UNLESS(BPF_JEQ, call, 3), LOAD(args[2]), UNLESS(BPF_JEQ, flags, 1), ANSWER(error)

static void install(const struct sock_filter *instructions, size_t length)
{
	struct sock_fprog program = { .len = length, .filter = (struct sock_filter *)instructions };

	must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs");
	must(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program), "seccomp");
}

#define INSTALL(...) do { \
		const struct sock_filter instructions[] = { __VA_ARGS__, ALLOW }; \
		install(instructions, sizeof instructions / sizeof *instructions); \
	} while (0)

/* Docker's default profile without CAP_SYS_ADMIN. */
static void filter_namespaces(void)
{
	INSTALL(REFUSE_BITS(SYS_clone, NAMESPACES, EPERM), REFUSE(SYS_unshare, EPERM), REFUSE(SYS_clone3, ENOSYS));
}

/* A profile that allows the namespaces and forgets the mounts. */
static void filter_mounts(void)
{
	INSTALL(REFUSE(SYS_mount, EPERM), REFUSE(SYS_open_tree, EPERM), REFUSE(SYS_move_mount, EPERM),
		REFUSE(SYS_mount_setattr, EPERM), REFUSE(SYS_fsopen, EPERM), REFUSE(SYS_fsmount, EPERM));
}

/* A profile from before the call, as it answers a program that is prepared for older kernels, or is not. */
static void old_execve(void)
{
	INSTALL(REFUSE(SYS_execveat, ENOSYS));
}

static void only_execve(void)
{
	INSTALL(REFUSE(SYS_execveat, EPERM));
}

/* A security module is asked after the kernel has looked at the flags, so only calls that make sense are refused. */
static void module_mounts(void)
{
	INSTALL(REFUSE_FLAGS(SYS_mount_setattr, AT_RECURSIVE, EACCES));
}

static void enter_user_namespace(void)
{
	char uid_map[64], gid_map[64];

	snprintf(uid_map, sizeof uid_map, "%u %u 1", geteuid(), geteuid());
	snprintf(gid_map, sizeof gid_map, "%u %u 1", getegid(), getegid());
	must(unshare(CLONE_NEWUSER | CLONE_NEWNS), "unshare");
	write_file("/proc/self/setgroups", "deny");
	write_file("/proc/self/uid_map", uid_map);
	write_file("/proc/self/gid_map", gid_map);
}

/* Ubuntu's switch, which other kernels do not have: a directory with it in the place of the sysctls. */
static void apparmor_switch(void)
{
	enter_user_namespace();
	must(mount("none", "/proc/sys/kernel", "tmpfs", 0, NULL), "tmpfs");
	close(must(open("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", O_WRONLY | O_CREAT, 0644), "create"));
	write_file("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n");
}

static void masked_proc(void)
{
	enter_user_namespace();
	must(mount("/dev/null", "/proc/keys", NULL, BIND, NULL), "bind");
}

static void no_user_namespaces(void)
{
	enter_user_namespace();
	write_file("/proc/sys/user/max_user_namespaces", "0\n");
}

static const struct { const char *name; void (*apply)(void); } Restrictions[] = {
	{ "filter-namespaces", filter_namespaces },
	{ "filter-mounts", filter_mounts },
	{ "old-execve", old_execve },
	{ "only-execve", only_execve },
	{ "module-mounts", module_mounts },
	{ "apparmor-switch", apparmor_switch },
	{ "masked-proc", masked_proc },
	{ "no-user-namespaces", no_user_namespaces },
};

static void apply(const char *name)
{
	for (size_t index = 0; index < sizeof Restrictions / sizeof *Restrictions; index++)
		if (strcmp(Restrictions[index].name, name) == 0) {
			Restrictions[index].apply();
			return;
		}
	errno = EINVAL;
	must(-1, name);
}

int main(int count, char **arguments)
{
	if (count < 3)
		return 99;
	for (char *name = strtok(arguments[1], ","); name != NULL; name = strtok(NULL, ","))
		apply(name);
	execv(arguments[2], arguments + 2);
	must(-1, arguments[2]);
}

/*
 * yardstick: what the kernel alone takes for a sandbox like the tool's default one, made by hand in the
 * straightforward order, from a resident parent: the host's tree read-only with its submounts, a /dev, /dev/pts, /dev/shm,
 * /proc and /tmp of its own, new user, mount, pid, ipc, uts, cgroup and network namespaces, lo up, no capability, a session
 * keyring of its own, a seccomp filter that refuses what the tool's refuses, then COMMAND. Reads "one N" lines from standard
 * input: makes N sandboxes, one after the other, and prints the microseconds each took on one line.
 *
 *   yardstick [--vfork] COMMAND [ARGUMENT]...
 *
 * --vfork: process 1 starts COMMAND by vfork in place of fork, which copies nothing.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/keyctl.h>
#include <linux/mount.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef MS_PRIVATE
#define MS_PRIVATE (1 << 18)
#endif
#ifndef MS_REC
#define MS_REC 16384
#endif
#define DETACH 2
int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data);

static long must(long answer, const char *what)
{
	if (answer < 0) {
		fprintf(stderr, "yardstick: %s: %s\n", what, strerror(errno));
		_exit(125);
	}

	return answer;
}

static void write_file(const char *path, const char *text)
{
	int file = must(open(path, O_WRONLY | O_CLOEXEC), path);

	must(write(file, text, strlen(text)), path);
	close(file);
}

static int clone_tree(const char *path, unsigned int flags)
{
	return must(syscall(SYS_open_tree, AT_FDCWD, path, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | flags), path);
}

static void set_attributes(int tree, unsigned long long attributes)
{
	struct mount_attr attr = { .attr_set = attributes };

	must(syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH | AT_RECURSIVE, &attr, sizeof attr), "mount_setattr");
}

static void attach(int tree, const char *target)
{
	must(syscall(SYS_move_mount, tree, "", AT_FDCWD, target, MOVE_MOUNT_F_EMPTY_PATH), target);
	close(tree);
}

static int file_system(const char *type, const char *key, const char *value, unsigned int attributes)
{
	int context = must(syscall(SYS_fsopen, type, FSOPEN_CLOEXEC), type);
	int tree;

	if (key != NULL)
		must(syscall(SYS_fsconfig, context, FSCONFIG_SET_STRING, key, value, 0), key);
	must(syscall(SYS_fsconfig, context, FSCONFIG_CMD_CREATE, NULL, NULL, 0), type);
	tree = must(syscall(SYS_fsmount, context, FSMOUNT_CLOEXEC, attributes), type);
	close(context);
	return tree;
}

static void build_tree(void)
{
	static const char *const nodes[] = { "null", "zero", "full", "random", "urandom", "tty" };
	static const char *const links[][2] = {
		{ "/proc/self/fd", "dev/fd" }, { "/proc/self/fd/0", "dev/stdin" }, { "/proc/self/fd/1", "dev/stdout" },
		{ "/proc/self/fd/2", "dev/stderr" }, { "/proc/kcore", "dev/core" }, { "pts/ptmx", "dev/ptmx" },
	};
	const unsigned int usual = MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV;
	int devices[6], root, here;
	char path[4096], cwd[4096];

	must(mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL), "private");
	for (int i = 0; i < 6; i++) {
		snprintf(path, sizeof path, "/dev/%s", nodes[i]);
		devices[i] = clone_tree(path, 0);
		set_attributes(devices[i], MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC);
	}

	must(getcwd(cwd, sizeof cwd) == NULL ? -1 : 0, "getcwd");
	here = clone_tree(cwd, AT_RECURSIVE);
	set_attributes(here, usual);
	root = clone_tree("/", AT_RECURSIVE);
	set_attributes(root, MOUNT_ATTR_RDONLY | usual);
	must(syscall(SYS_move_mount, root, "", AT_FDCWD, "/", MOVE_MOUNT_F_EMPTY_PATH), "root");
	must(fchdir(root), "fchdir");
	close(root);

	attach(file_system("proc", NULL, NULL, usual | MOUNT_ATTR_NOEXEC | MOUNT_ATTR_RDONLY), "proc");
	attach(file_system("tmpfs", "mode", "0755", MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC), "dev");
	for (int i = 0; i < 6; i++) {
		snprintf(path, sizeof path, "dev/%s", nodes[i]);
		close(must(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0644), path));
		attach(devices[i], path);
		must(symlink(links[i][0], links[i][1]), links[i][1]);
	}

	must(mkdir("dev/pts", 0755), "dev/pts");
	attach(file_system("devpts", "ptmxmode", "0666", MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC), "dev/pts");
	must(mkdir("dev/shm", 0755), "dev/shm");
	attach(file_system("tmpfs", "mode", "1777", usual | MOUNT_ATTR_NOEXEC), "dev/shm");
	attach(file_system("tmpfs", "mode", "1777", usual), "tmp");
	if (strncmp(cwd, "/tmp/", 5) == 0)
		must(mkdir(cwd + 1, 0755), cwd);
	attach(here, cwd + 1);
	must(syscall(SYS_pivot_root, ".", "."), "pivot_root");
	must(syscall(SYS_umount2, ".", DETACH), "detach");
	must(chdir(cwd), cwd);
}

static void bring_lo_up(void)
{
	struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int device = must(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), "socket");

	must(ioctl(device, SIOCSIFFLAGS, &request), "lo");
	close(device);
}

static void drop_capabilities(void)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct none[2] = { { 0 } };

	for (int i = 0; prctl(PR_CAPBSET_READ, i, 0, 0, 0) >= 0; i++)
		must(prctl(PR_CAPBSET_DROP, i, 0, 0, 0), "bounding set");
	must(syscall(SYS_capset, &header, none), "capset");
	must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs");
}

#define LOAD(member) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, member))
#define ANSWER(value) BPF_STMT(BPF_RET | BPF_K, value)
#define REFUSE(errno_) ANSWER(SECCOMP_RET_ERRNO | (errno_))
#define REFUSE_ARGUMENT(call, index, value, errno_)                                                                     \
	LOAD(nr), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 3), LOAD(args[index]),                                  \
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1), REFUSE(errno_)

/* No typing into terminals, no limits for process 1, no sockets that network namespaces do not hold back, no foreign architectures. */
static void install_filter(void)
{
	struct sock_filter instructions[] = {
		LOAD(arch), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0), REFUSE(ENOSYS),
		LOAD(nr), BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), REFUSE(ENOSYS),
		REFUSE_ARGUMENT(SYS_ioctl, 1, 0x5412 /* TIOCSTI */, EPERM),
		REFUSE_ARGUMENT(SYS_ioctl, 1, 0x541C /* TIOCLINUX */, EPERM),
		REFUSE_ARGUMENT(SYS_prlimit64, 0, 1, EPERM),
		REFUSE_ARGUMENT(SYS_socket, 0, AF_VSOCK, EAFNOSUPPORT),
		REFUSE_ARGUMENT(SYS_socket, 0, 42 /* AF_QIPCRTR */, EAFNOSUPPORT),
		LOAD(nr), BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_setup, 0, 1), REFUSE(ENOSYS),
		ANSWER(SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { .len = sizeof instructions / sizeof *instructions, .filter = instructions };

	must(syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program), "seccomp");
}

static int by_vfork;

/* Process 1: builds, starts the command, waits for it; the kernel kills what is left when it ends. */
static int run_init(char **command)
{
	pid_t child;
	int status;

	must(prctl(PR_SET_PDEATHSIG, SIGKILL), "parent's death");
	build_tree();
	bring_lo_up();
	drop_capabilities();
	child = must(by_vfork ? vfork() : fork(), "fork");
	if (child == 0) {
		must(syscall(SYS_close_range, 3, ~0U, 0), "close_range");
		must(syscall(SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL), "keyring");
		install_filter();
		execv(command[0], command);
		_exit(127);
	}

	must(waitpid(child, &status, 0), "waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static void make_one(char **command)
{
	const unsigned long namespaces =
		CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP | CLONE_NEWNET;
	char uid_map[64], gid_map[64];
	pid_t init;
	int status;

	snprintf(uid_map, sizeof uid_map, "%u %u 1", geteuid(), geteuid());
	snprintf(gid_map, sizeof gid_map, "%u %u 1", getegid(), getegid());
	init = must(syscall(SYS_clone, namespaces | SIGCHLD, NULL, NULL, NULL, 0), "clone");
	if (init == 0) {
		write_file("/proc/self/setgroups", "deny");
		write_file("/proc/self/uid_map", uid_map);
		write_file("/proc/self/gid_map", gid_map);
		_exit(run_init(command));
	}

	must(waitpid(init, &status, 0), "waitpid");
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
		fprintf(stderr, "yardstick: %s ended with status %d\n", command[0], status);
		exit(1);
	}
}

static double microseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1e6 + now.tv_nsec / 1e3;
}

int main(int argc, char **argv)
{
	int count;

	if (argc > 1 && strcmp(argv[1], "--vfork") == 0) {
		by_vfork = 1;
		argv++;
		argc--;
	}

	if (argc < 2) {
		fprintf(stderr, "usage: yardstick [--vfork] COMMAND [ARGUMENT]...\n");
		return 2;
	}

	while (scanf(" one %d", &count) == 1) {
		for (int i = 0; i < count; i++) {
			double start = microseconds();

			make_one(argv + 1);
			printf(i == 0 ? "%.1f" : " %.1f", microseconds() - start);
		}

		printf("\n");
		fflush(stdout);
	}

	return 0;
}

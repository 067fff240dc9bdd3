/*
 * breakout DIRECTORY NAME HANDLE [own]: DIRECTORY holds the file NAME on the host and is covered here. Tries the ways
 * out known from other sandboxes, each as a process of its own in namespaces of its own, where it has every capability;
 * prints "visible" for each way by which the file came into sight. With "own" it keeps its user namespace, which then
 * owns the cover: that most ways succeed there shows that they would have been seen elsewhere too.
 */
#include "outcome.h"
#include "nested.h"
#include <dirent.h>
#include <linux/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>

#define DETACH 2
int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data);
int umount2(const char *target, int flags);

static const char *directory, *name, *handle;
static char points[512][512]; /* where something is mounted, in the order of mounting */
static int point_count, keeps_user_namespace;

static int is_there(const char *prefix)
{
	char path[8192];

	snprintf(path, sizeof path, "%s%s/%s", prefix, directory, name);
	return access(path, F_OK) == 0;
}

static int is_below(int tree, const char *point)
{
	char path[8192];
	const char *rest = directory;

	if (strcmp(point, "/") != 0 && strncmp(directory, point, strlen(point)) == 0)
		rest += strlen(point);
	snprintf(path, sizeof path, ".%s/%s", rest, name);
	return faccessat(tree, path, F_OK, 0) == 0;
}

static void read_mount_points(void)
{
	FILE *mounts = fopen("/proc/self/mountinfo", "r");
	char line[4096];

	while (mounts != NULL && point_count < 512 && fgets(line, sizeof line, mounts) != NULL)
		point_count += sscanf(line, "%*s %*s %*s %*s %511s", points[point_count]) == 1;
	if (mounts == NULL || point_count == 0)
		exit(99);
	fclose(mounts);
}

static int through_proc(void)
{
	static const char *const ways[] = { "root", "cwd/../../../../../../../..", "task/1/root" };
	DIR *proc = opendir("/proc");
	char path[600];

	for (struct dirent *entry; proc != NULL && (entry = readdir(proc)) != NULL;)
		for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
			snprintf(path, sizeof path, "/proc/%s/%s", entry->d_name, ways[i]);
			if (is_there(path))
				return 1;
		}
	return 0;
}

static int by_unmounting(void)
{
	for (int i = point_count - 1; i >= 0; i--) {
		umount2(points[i], DETACH);
		if (is_there(""))
			return 1;
	}
	return 0;
}

static int by_cloning(unsigned flags)
{
	for (int i = 0; i < point_count; i++) {
		int tree = syscall(SYS_open_tree, AT_FDCWD, points[i], OPEN_TREE_CLONE | flags);

		if (tree >= 0 && is_below(tree, points[i]))
			return 1;
	}
	return 0;
}

static int by_binding(void)
{
	mkdir("/tmp/bind", 0700);
	for (int i = 0; i < point_count; i++) {
		if (mount(points[i], "/tmp/bind", NULL, MS_BIND, NULL) < 0)
			continue;
		if (is_there("/tmp/bind") || is_below(open("/tmp/bind", O_PATH), points[i]))
			return 1;
		umount2("/tmp/bind", DETACH);
	}
	return 0;
}

static int by_moving_the_cover(void)
{
	mkdir("/tmp/moved", 0700);
	mount(directory, "/tmp/moved", NULL, MS_MOVE, NULL);
	return is_there("");
}

/* An overlay looks at the directory itself, not at what is mounted on it. */
static int by_overlay(void)
{
	char options[4096], path[4096];

	mkdir("/tmp/empty", 0700);
	mkdir("/tmp/overlay", 0700);
	for (int i = 0; i < point_count; i++) {
		snprintf(options, sizeof options, "lowerdir=%s:/tmp/empty,userxattr", points[i]);
		if (mount("overlay", "/tmp/overlay", "overlay", 0, options) < 0)
			continue;
		if (is_below(open("/tmp/overlay", O_PATH), points[i]))
			return 1;
		umount2("/tmp/overlay", DETACH);
	}
	snprintf(path, sizeof path, "lowerdir=%s:/tmp/empty,userxattr", directory);
	if (mount("overlay", "/tmp/overlay", "overlay", 0, path) < 0)
		return 0;
	snprintf(path, sizeof path, "/tmp/overlay/%s", name);
	return access(path, F_OK) == 0;
}

static int by_chroot(void)
{
	mkdir("/tmp/jail", 0700);
	if (chroot("/tmp/jail") < 0)
		return 0;
	for (int i = 0; i < 64; i++)
		if (chdir("..") < 0)
			break;
	if (chroot(".") < 0)
		return 0;
	return is_there("") || is_there("/..");
}

static int by_pivot_root(void)
{
	mkdir("/tmp/new", 0700);
	if (mount("tmpfs", "/tmp/new", "tmpfs", 0, NULL) < 0 || mkdir("/tmp/new/old", 0700) < 0
	    || syscall(SYS_pivot_root, "/tmp/new", "/tmp/new/old") < 0)
		return 0;
	if (is_there("/old"))
		return 1;
	umount2("/old", DETACH);
	return is_there("") || is_there("/old");
}

static int by_entering_namespaces_of_1(void)
{
	static const char *const kinds[] = { "user", "mnt", "pid", "net" };
	char path[64];

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		snprintf(path, sizeof path, "/proc/1/ns/%s", kinds[i]);
		setns(open(path, O_RDONLY), 0);
	}
	return is_there("");
}

/* The file handle was taken outside: as if it had been guessed (open_by_handle_at(2)). */
static int by_file_handle(void)
{
	struct { struct file_handle head; unsigned char bytes[128]; } known = { 0 };
	const char *digit;
	unsigned value;

	if (sscanf(handle, "%d:", &known.head.handle_type) != 1)
		return 0;
	for (digit = strchr(handle, ':') + 1; sscanf(digit, "%2x", &value) == 1 && known.head.handle_bytes < 128; digit += 2)
		known.head.f_handle[known.head.handle_bytes++] = value;
	for (int i = 0; i < point_count; i++) {
		int found = open_by_handle_at(open(points[i], O_RDONLY), &known.head, O_RDONLY | O_DIRECTORY);

		if (found >= 0 && faccessat(found, name, F_OK, 0) == 0)
			return 1;
	}
	return 0;
}

static int by_clone(void) { return by_cloning(0); }
static int by_recursive_clone(void) { return by_cloning(AT_RECURSIVE); }
static int by_looking(void) { return is_there(""); }

static void try(const char *way, int (*find)(void), int nested)
{
	int status;
	pid_t child;

	fflush(stdout);
	child = must(fork(), "fork");
	if (child == 0) {
		if (nested && keeps_user_namespace)
			must(unshare(CLONE_NEWNS), "unshare");
		else if (nested)
			enter_nested_namespaces();
		exit(find() ? 1 : 0);
	}
	must(waitpid(child, &status, 0), "waitpid");
	printf("%s: %s\n", way, !WIFEXITED(status) || WEXITSTATUS(status) > 1 ? "the attempt failed"
		: WEXITSTATUS(status) == 1 ? "visible" : "hidden");
}

int main(int count, char **arguments)
{
	if (count < 4)
		return 99;
	directory = arguments[1];
	name = arguments[2];
	handle = arguments[3];
	keeps_user_namespace = count > 4;
	read_mount_points();
	try("looking", by_looking, 0);
	try("through proc", through_proc, 0);
	try("through proc, nested", through_proc, 1);
	try("unmounting", by_unmounting, 1);
	try("cloning", by_clone, 1);
	try("cloning with submounts", by_recursive_clone, 1);
	try("binding", by_binding, 1);
	try("moving the cover", by_moving_the_cover, 1);
	try("overlay", by_overlay, 1);
	try("chroot", by_chroot, 1);
	try("pivot_root", by_pivot_root, 1);
	try("entering namespaces of 1", by_entering_namespaces_of_1, 1);
	try("file handle", by_file_handle, 0);
	try("file handle, nested", by_file_handle, 1);
	return 0;
}

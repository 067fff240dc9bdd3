/*
 * attempt OPERATION:PATH[:PATH]... tries each operation and prints how it went. "nested" among them: the ones that
 * follow are tried in namespaces of its own, with every capability there.
 */
#include "outcome.h"
#include "nested.h"
#include <dirent.h>
#include <linux/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>

/* sys/mount.h and linux/mount.h can't both be included with older C libraries. */
#define DETACH 2
int mount(const char *source, const char *target, const char *type, unsigned long flags, const void *data);
int umount2(const char *target, int flags);

/* Told apart from a success: a file or directory that can be read and holds nothing. */
static long nothing(void)
{
	errno = ENODATA;
	return -1;
}

static long read_one(const char *path)
{
	char byte;
	int file = open(path, O_RDONLY);
	ssize_t length = file < 0 ? -1 : read(file, &byte, 1);

	return length == 0 ? nothing() : length;
}

/* To the mode it has: where it works, nothing is changed. */
static long change_mode(const char *path)
{
	struct stat status;

	return stat(path, &status) < 0 ? -1 : chmod(path, status.st_mode & 07777);
}

static long list(const char *path)
{
	DIR *directory = opendir(path);
	int entries = 0;

	if (directory == NULL)
		return -1;
	for (struct dirent *entry; (entry = readdir(directory)) != NULL;)
		entries += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(directory);
	return entries == 0 ? nothing() : 0;
}

static long clear_attributes(const char *path)
{
	struct mount_attr attributes = { .attr_clr = MOUNT_ATTR_RDONLY };

	return syscall(SYS_mount_setattr, AT_FDCWD, path, AT_RECURSIVE, &attributes, sizeof attributes);
}

static long attempt(const char *operation, const char *path, const char *other)
{
	if (!strcmp(operation, "read"))
		return read_one(path);
	if (!strcmp(operation, "write"))
		return open(path, O_WRONLY);
	if (!strcmp(operation, "create"))
		return open(path, O_CREAT | O_EXCL | O_WRONLY, 0600);
	if (!strcmp(operation, "execute"))
		return access(path, X_OK);
	if (!strcmp(operation, "list"))
		return list(path);
	if (!strcmp(operation, "stat"))
		return access(path, F_OK);
	if (!strcmp(operation, "mkdir"))
		return mkdir(path, 0700);
	if (!strcmp(operation, "rmdir"))
		return rmdir(path);
	if (!strcmp(operation, "unlink"))
		return unlink(path);
	if (!strcmp(operation, "chmod"))
		return change_mode(path);
	if (!strcmp(operation, "rename"))
		return rename(path, other);
	if (!strcmp(operation, "link"))
		return link(path, other);
	if (!strcmp(operation, "null-device"))
		return mknod(path, S_IFCHR | 0600, makedev(1, 3));
	if (!strcmp(operation, "disk-device"))
		return mknod(path, S_IFBLK | 0600, makedev(254, 0));
	if (!strcmp(operation, "umount"))
		return umount2(path, DETACH);
	if (!strcmp(operation, "remount"))
		return mount(NULL, path, NULL, MS_REMOUNT | MS_BIND, NULL);
	if (!strcmp(operation, "clear-attributes"))
		return clear_attributes(path);
	if (!strcmp(operation, "bind"))
		return mount(path, other, NULL, MS_BIND | MS_REC, NULL);
	if (!strcmp(operation, "move"))
		return mount(path, other, NULL, MS_MOVE, NULL);
	if (!strcmp(operation, "mount-proc"))
		return mount("proc", path, "proc", 0, NULL);
	if (!strcmp(operation, "mount-sysfs"))
		return mount("sysfs", path, "sysfs", 0, NULL);
	if (!strcmp(operation, "mount-tmpfs"))
		return mount("tmpfs", path, "tmpfs", 0, NULL);
	fprintf(stderr, "attempt: unknown operation %s\n", operation);
	exit(99);
}

int main(int count, char **arguments)
{
	for (int i = 1; i < count; i++) {
		char *operation = strdup(arguments[i]), *path = strchr(operation, ':'), *other;

		if (!strcmp(operation, "nested")) {
			enter_nested_namespaces();
			puts("nested");
			continue;
		}
		if (path == NULL) {
			fprintf(stderr, "attempt: no path in %s\n", operation);
			return 99;
		}
		*path++ = '\0';
		other = strchr(path, ':');
		if (other != NULL)
			*other++ = '\0';
		outcome(attempt(operation, path, other), "%s", arguments[i]);
	}
	return 0;
}

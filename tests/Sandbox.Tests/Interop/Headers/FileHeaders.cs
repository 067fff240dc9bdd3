using static Sandbox.Tests.Interop.CompiledProgram;

namespace Sandbox.Tests.Interop;

/// <summary>Files, directories, paths.</summary>
internal static class FileHeaders
{
    public static CHeader[] All =>
    [
        new CHeader("fcntl.h")
            .Constants(Engine, "LibC", "O_RDONLY", "O_WRONLY", "O_RDWR", "O_CREAT", "O_EXCL", "O_NOCTTY", "O_TRUNC", "O_APPEND", "O_NONBLOCK", "O_CLOEXEC")
            .Constants(Engine, "LibC", "O_DIRECTORY", "O_NOFOLLOW", "O_PATH", "AT_REMOVEDIR")
            .Constants(Engine, "LibC", "F_DUPFD", "F_GETFD", "F_DUPFD_CLOEXEC", "F_ADD_SEALS", "F_SEAL_SEAL", "F_SEAL_SHRINK", "F_SEAL_GROW", "F_SEAL_WRITE")
            .Constants(Engine, "LibC", "AT_FDCWD", "AT_SYMLINK_NOFOLLOW", "AT_NO_AUTOMOUNT", "AT_EMPTY_PATH")
            .Constants(Init, "Files", "AT_FDCWD", "AT_SYMLINK_NOFOLLOW", "AT_NO_AUTOMOUNT", "AT_EMPTY_PATH")
            .Constants(Init, "Files", "O_RDONLY", "O_WRONLY", "O_RDWR", "O_CREAT", "O_EXCL", "O_NONBLOCK", "O_CLOEXEC", "O_PATH")
            .AllConstants(Init, "Sandbox.Init.OpenFlags")
            .Constants(Init, "Descriptors", "F_GETFD", "F_SETFD", "FD_CLOEXEC", "F_DUPFD_CLOEXEC")
            .Constants(Init, "Mounts", "AT_RECURSIVE"),

        new CHeader("linux/openat2.h")
            .Constants(Engine, "OpenHow", "RESOLVE_NO_SYMLINKS")
            .Structure(Engine, "OpenHow", "struct open_how", ("Flags", "flags"), ("Mode", "mode"), ("Resolve", "resolve"))
            .Constants(Init, "OpenHow", "RESOLVE_IN_ROOT", "RESOLVE_NO_MAGICLINKS", "RESOLVE_NO_SYMLINKS")
            .Structure(Init, "OpenHow", "struct open_how", ("Flags", "flags"), ("Mode", "mode"), ("Resolve", "resolve")),

        new CHeader("linux/stat.h")
            .Constants(Engine, "LibC", "S_IFMT", "S_IFDIR", "S_IFREG", "S_IFLNK", "STATX_TYPE", "STATX_MODE", "STATX_UID", "STATX_GID", "STATX_INO", "STATX_BASIC_STATS", "S_IFCHR")
            .Structure(
                Engine, "FileStatus", "struct statx", ("Mask", "stx_mask"), ("UserId", "stx_uid"), ("GroupId", "stx_gid"),
                ("Mode", "stx_mode"), ("Inode", "stx_ino"), ("Size", "stx_size"), ("Modified", "stx_mtime.tv_sec"),
                ("ModifiedNanoseconds", "stx_mtime.tv_nsec"), ("DeviceNodeMajor", "stx_rdev_major"),
                ("DeviceNodeMinor", "stx_rdev_minor"), ("DeviceMajor", "stx_dev_major"), ("DeviceMinor", "stx_dev_minor"))
            .Constants(Init, "FileStatus", "S_IFMT", "S_IFDIR", "S_IFREG", "S_IFIFO", "S_IFCHR")
            .Constants(Init, "Files", "STATX_TYPE", "STATX_MODE", "STATX_UID", "STATX_INO", "STATX_SIZE", "STATX_MNT_ID")
            .Structure(
                Init, "FileStatus", "struct statx", ("UserId", "stx_uid"), ("Mode", "stx_mode"), ("Inode", "stx_ino"), ("Size", "stx_size"),
                ("DeviceMajor", "stx_dev_major"), ("DeviceMinor", "stx_dev_minor"), ("MountId", "stx_mnt_id")),

        // The kernel's struct linux_dirent64 is in no header; the C library's is the same.
        new CHeader("dirent.h")
            .Constants(Engine, "DirectoryEntry", "DT_UNKNOWN", "DT_DIR")
            .Constant(Engine, "DirectoryEntry.LengthOffset", "offsetof(struct dirent64, d_reclen)")
            .Constant(Engine, "DirectoryEntry.TypeOffset", "offsetof(struct dirent64, d_type)")
            .Constant(Engine, "DirectoryEntry.NameOffset", "offsetof(struct dirent64, d_name)")
            .Constants(Init, "DirectoryEntry", "DT_UNKNOWN", "DT_DIR", "DT_LNK")
            .Constant(Init, "DirectoryEntry.NameOffset", "offsetof(struct dirent64, d_name)")
            .Beginning(
                Init, "DirectoryEntry", "struct dirent64",
                ("Inode", "d_ino"), ("Next", "d_off"), ("Length", "d_reclen"), ("Type", "d_type")),

        new CHeader("sys/statfs.h")
            .Structure(Init, "FileSystemStatus", "struct statfs", ("Flags", "f_flags")),

        new CHeader("sys/statvfs.h")
            .Constants(Init, "FileSystemStatus", "ST_NOEXEC"),

        new CHeader("stdio.h")
            .Constants(Engine, "LibC", "RENAME_NOREPLACE", "RENAME_EXCHANGE"),

        new CHeader("sys/stat.h")
            .Constants(Engine, "LibC", "UTIME_OMIT"),

        new CHeader("sys/file.h")
            .Constants(Engine, "LibC", "LOCK_EX", "LOCK_NB"),

        new CHeader("unistd.h")
            .Constants(Engine, "LibC", "W_OK", "X_OK", "SEEK_DATA", "SEEK_HOLE")
            .Constants(Init, "Files", "W_OK"),

        new CHeader("linux/limits.h")
            .Constant(Engine, "HostFileSystem.PathMax", "PATH_MAX")
            .Constant(Engine, "DescriptorWriter.PipeBuffer", "PIPE_BUF")
            .Constant(Engine, "Sandbox.PathRules.MaxPathBytes", "PATH_MAX - 1")
            .Constant(Engine, "Sandbox.PathRules.MaxNameBytes", "NAME_MAX")
            .Constants(Init, "Files", "PATH_MAX"),

        new CHeader("sys/epoll.h")
            .Constants(Engine, "LibC", "EPOLL_CLOEXEC", "EPOLL_CTL_ADD", "EPOLL_CTL_DEL", "EPOLLIN", "EPOLLET")
            .Structure(Engine, "EpollEvent", "struct epoll_event", ("Events", "events"), ("Data", "data")),

        new CHeader("poll.h")
            .Constants(Engine, "LibC", "POLLIN", "POLLPRI", "POLLOUT")
            .Structure(Engine, "PollDescriptor", "struct pollfd", ("Descriptor", "fd"), ("Events", "events"), ("ReturnedEvents", "revents"))
            .Constants(Init, "PollDescriptor", "POLLIN", "POLLPRI", "POLLRDHUP")
            .Structure(Init, "PollDescriptor", "struct pollfd", ("Descriptor", "fd"), ("Requested", "events"), ("Returned", "revents")),
    ];
}

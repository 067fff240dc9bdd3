using static Sandbox.Init.SyscallNumber;

namespace Sandbox.Init.Linux;

/// <summary>Calls on files and directories; each answers as <see cref="Syscall.Invoke(nint)"/> does.</summary>
internal static unsafe class Files
{
    public const int AT_FDCWD = -100;
    public const int AT_SYMLINK_NOFOLLOW = 0x100;
    public const int AT_NO_AUTOMOUNT = 0x800;
    public const int AT_EMPTY_PATH = 0x1000;

    public const int O_RDONLY = 0;
    public const int O_WRONLY = 0x1;
    public const int O_RDWR = 0x2;
    public const int O_CREAT = 0x40;
    public const int O_EXCL = 0x80;
    public const int O_NONBLOCK = 0x800;
    public const int O_CLOEXEC = 0x80000;
    public const int O_PATH = 0x200000;

    public const int W_OK = 2;

    /// <summary>Bytes of the longest path the kernel takes, with its NUL.</summary>
    public const int PATH_MAX = 4096;

    private const uint STATX_TYPE = 0x1;
    private const uint STATX_MODE = 0x2;
    private const uint STATX_UID = 0x8;
    private const uint STATX_INO = 0x100;
    private const uint STATX_SIZE = 0x200;
    private const uint STATX_MNT_ID = 0x1000;

    public static byte* EmptyPath => ""u8.Pointer;

    public static nint Open(int directory, byte* path, int flags, uint mode = 0) =>
        Syscall.Invoke(openat, directory, (nint)path, flags | O_CLOEXEC, (nint)mode);

    /// <summary>openat2(2): as if <paramref name="root"/> were the root directory.</summary>
    public static nint OpenInRoot(int root, byte* path, int flags) =>
        OpenResolved(root, path, flags, OpenHow.RESOLVE_IN_ROOT | OpenHow.RESOLVE_NO_MAGICLINKS);

    /// <summary>openat2(2): the same, and ELOOP where any part of the path is a symbolic link.</summary>
    public static nint OpenInRootWithoutLinks(int root, byte* path, int flags) =>
        OpenResolved(root, path, flags, OpenHow.RESOLVE_IN_ROOT | OpenHow.RESOLVE_NO_SYMLINKS);

    /// <summary>openat2(2): ELOOP where any part of the path is a symbolic link.</summary>
    public static nint OpenWithoutLinks(byte* path, int flags) =>
        OpenResolved(AT_FDCWD, path, flags, OpenHow.RESOLVE_NO_SYMLINKS);

    /// <summary>Whether this process may make and remove entries of a directory that is open (faccessat2(2)).</summary>
    public static nint CheckWritable(int directory) =>
        Syscall.Invoke(faccessat2, directory, (nint)"."u8.Pointer, W_OK, 0);

    public static void Close(int descriptor) => Syscall.Invoke(close, descriptor);

    public static nint Read(int descriptor, byte* buffer, nint length) =>
        Syscall.Invoke(read, descriptor, (nint)buffer, length);

    public static nint ReadAt(int descriptor, byte* buffer, nint length, nint offset) =>
        Syscall.Invoke(pread64, descriptor, (nint)buffer, length, offset);

    public static nint Write(int descriptor, byte* buffer, nint length) =>
        Syscall.Invoke(write, descriptor, (nint)buffer, length);

    /// <returns>0 when everything was written; otherwise a negated errno.</returns>
    public static nint WriteAll(int descriptor, byte* buffer, nint length)
    {
        while (length > 0)
        {
            var written = Write(descriptor, buffer, length);
            if (written <= 0)
            {
                return written < 0 ? written : -Errno.EIO;
            }

            buffer += written;
            length -= written;
        }

        return 0;
    }

    public static nint Stat(int descriptor, FileStatus* status) =>
        StatAt(descriptor, EmptyPath, AT_EMPTY_PATH, status);

    public static nint StatAt(int directory, byte* path, int flags, FileStatus* status)
    {
        const uint Wanted = STATX_TYPE | STATX_MODE | STATX_UID | STATX_INO | STATX_SIZE | STATX_MNT_ID;
        return Syscall.Invoke(statx, directory, (nint)path, flags, (nint)Wanted, (nint)status);
    }

    /// <summary>fstatfs(2).</summary>
    public static nint StatFileSystem(int descriptor, FileSystemStatus* status) =>
        Syscall.Invoke(fstatfs, descriptor, (nint)status);

    public static nint MakeDirectory(int directory, byte* name, uint mode) =>
        Syscall.Invoke(mkdirat, directory, (nint)name, (nint)mode);

    /// <summary>A new named pipe (mknod(2), S_IFIFO).</summary>
    public static nint MakeFifo(int directory, byte* name, uint mode) =>
        Syscall.Invoke(mknodat, directory, (nint)name, (nint)(FileStatus.S_IFIFO | mode), 0);

    public static nint Unlink(int directory, byte* name) => Syscall.Invoke(unlinkat, directory, (nint)name, 0);

    /// <summary>A new empty file, open for writing.</summary>
    public static nint Create(int directory, byte* name, uint mode) =>
        Open(directory, name, O_WRONLY | O_CREAT | O_EXCL | OpenFlags.O_NOFOLLOW, mode);

    public static nint SetMode(int descriptor, uint mode) => Syscall.Invoke(fchmod, descriptor, (nint)mode);

    public static nint MakeSymlink(byte* target, int directory, byte* name) =>
        Syscall.Invoke(symlinkat, (nint)target, directory, (nint)name);

    public static nint ReadLink(int directory, byte* name, byte* buffer, nint length) =>
        Syscall.Invoke(readlinkat, directory, (nint)name, (nint)buffer, length);

    public static nint ReadDirectory(int directory, byte* buffer, nint length) =>
        Syscall.Invoke(getdents64, directory, (nint)buffer, length);

    /// <summary>getcwd(2). A directory outside of the process's root has a path that is not absolute.</summary>
    public static nint GetWorkingDirectory(byte* buffer, nint length) => Syscall.Invoke(getcwd, (nint)buffer, length);

    public static nint ChangeDirectory(byte* path) => Syscall.Invoke(chdir, (nint)path);

    public static nint ChangeDirectory(int directory) => Syscall.Invoke(fchdir, directory);

    /// <summary>chroot(2) to the working directory.</summary>
    public static nint ChangeRootToWorkingDirectory() => Syscall.Invoke(chroot, (nint)"."u8.Pointer);

    /// <summary>lseek(2) to the beginning: a directory is read anew.</summary>
    public static nint Rewind(int descriptor) => Syscall.Invoke(lseek, descriptor, 0, 0);

    public static uint SetUmask(uint mask) => (uint)Syscall.Invoke(umask, (nint)mask);

    private static nint OpenResolved(int directory, byte* path, int flags, ulong resolve)
    {
        // The kernel gives up when something was renamed or mounted anywhere during the walk through a "..".
        const int Attempts = 1000;
        var how = new OpenHow { Flags = (uint)(flags | O_CLOEXEC), Resolve = resolve };
        nint answer = -Errno.EAGAIN;
        for (var i = 0; i < Attempts && answer == -Errno.EAGAIN; i++)
        {
            answer = Syscall.Invoke(openat2, directory, (nint)path, (nint)(&how), sizeof(OpenHow));
        }

        return answer;
    }
}

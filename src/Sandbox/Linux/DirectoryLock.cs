using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>A directory held by a lock on itself (flock(2)), which the kernel gives up when all holders are dead.</summary>
internal static class DirectoryLock
{
    /// <summary>Opens a directory for reading and locks it.</summary>
    /// <param name="path">Its path, of which the last part is no link.</param>
    /// <param name="errno">0 where it is held, gone, replaced or another's; otherwise why that could not be found out.</param>
    /// <returns>The holder, or null.</returns>
    public static DescriptorHandle? TryTake(string path, out int errno)
    {
        const int Flags = LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_NOFOLLOW | LibC.O_CLOEXEC;
        var handle = new DescriptorHandle(LibC.open(path, Flags, 0));
        errno = handle.IsInvalid || LibC.flock(handle.Number, LibC.LOCK_EX | LibC.LOCK_NB) < 0
            ? Marshal.GetLastPInvokeError()
            : Compare(handle, path);
        if (errno == 0)
        {
            return handle;
        }

        handle.Dispose();
        errno = errno is Errno.ENOENT or Errno.ENOTDIR or Errno.ELOOP or Errno.EACCES or Errno.EAGAIN ? 0 : errno;
        return null;
    }

    /// <returns>0 where it is what is at the path; ENOENT where that is something else.</returns>
    private static unsafe int Compare(DescriptorHandle directory, string path)
    {
        FileStatus held;
        FileStatus found;
        return LibC.statx(directory.Number, "", LibC.AT_EMPTY_PATH, LibC.STATX_INO, &held) < 0
            || LibC.statx(LibC.AT_FDCWD, path, LibC.AT_SYMLINK_NOFOLLOW, LibC.STATX_INO, &found) < 0 ? Marshal.GetLastPInvokeError()
            : held.Inode == found.Inode ? 0
            : Errno.ENOENT;
    }
}

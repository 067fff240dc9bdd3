namespace Sandbox.Linux;

/// <summary>A directory held by a lock on itself (flock(2)), which the kernel gives up when all holders are dead.</summary>
internal static class DirectoryLock
{
    /// <summary>Opens a directory for reading and locks it.</summary>
    /// <returns>The holder; null where it is gone, is another's, or another holds it.</returns>
    public static unsafe DescriptorHandle? TryTake(string path)
    {
        const int Flags = LibC.O_RDONLY | LibC.O_DIRECTORY | LibC.O_NOFOLLOW | LibC.O_CLOEXEC;
        var handle = new DescriptorHandle(LibC.open(path, Flags, 0));
        FileStatus held;
        FileStatus found;
        if (!handle.IsInvalid
            && LibC.flock(handle.Number, LibC.LOCK_EX | LibC.LOCK_NB) == 0
            && LibC.statx(handle.Number, "", LibC.AT_EMPTY_PATH, LibC.STATX_INO, &held) == 0
            && LibC.statx(LibC.AT_FDCWD, path, LibC.AT_SYMLINK_NOFOLLOW, LibC.STATX_INO, &found) == 0
            && held.Inode == found.Inode)
        {
            return handle;
        }

        handle.Dispose();
        return null;
    }
}

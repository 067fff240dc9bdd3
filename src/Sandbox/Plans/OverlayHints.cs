using Sandbox.Linux;

namespace Sandbox.Plans;

/// <summary>Why the kernel may refuse an overlay, and what to do.</summary>
internal static class OverlayHints
{
    /// <summary>Whether this machine has no overlays for this caller at all.</summary>
    public static bool IsRefusal(int errno) => errno is Errno.EPERM or Errno.ENODEV or Errno.ENOSYS;

    /// <param name="errno">The kernel's answer.</param>
    /// <param name="source">The directory below.</param>
    public static string? For(int errno, string source) => errno switch
    {
        Errno.EINVAL =>
            $"the scratch directory or {source} may be on a file system that overlays refuse: the first must be on ext4, xfs, btrfs "
            + "or, since Linux 6.6, tmpfs, never on another overlay (as a container's root is), NFS or FAT: name another "
            + "(--scratch DIR); the second must be no FAT, NFS with locks or overlay of overlays, and have nothing mounted below it",
        Errno.ELOOP =>
            $"something replaced {source} by a symbolic link while the sandbox was set up: run it again; or the scratch directory is "
            + "inside it: name another (--scratch DIR)",
        Errno.ENODEV => "the kernel has no overlay file system: modprobe overlay, as root",
        Errno.EPERM => "overlays in a user namespace need Linux 5.11 or later; or a security module forbids them",
        Errno.ENOSPC or Errno.EDQUOT => "the disk of the scratch directory is full: name another (--scratch DIR)",
        _ => null,
    };
}

using System.Collections.Immutable;
using Sandbox.Linux;

namespace Sandbox.Trees.Planning;

/// <summary>
/// Where on the host overlays cannot be. One shows a single file system: what is mounted below it would be hidden, and to
/// uncover what lies under a mount is forbidden in a user namespace (mount_namespaces(7)). And none can hold its own upper
/// layer.
/// </summary>
internal sealed class LayerObstacles(HostFacts facts, IHostFileSystem files)
{
    // Those that hold files on disk, in memory or elsewhere. The others show what the kernel has, or compare names in
    // their own way, which overlays refuse.
    private static readonly ImmutableHashSet<string> FileSystems =
    [
        "ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "bcachefs", "zfs", "jfs", "reiserfs", "nilfs2", "tmpfs", "ramfs",
        "overlay", "squashfs", "erofs", "cramfs", "iso9660", "udf", "nfs", "nfs4", "9p", "virtiofs", "ceph", "fuse", "fuseblk",
    ];

    // Everybody's and somebody else's: to be written to, it would be copied up with its owner, which an ordinary user's
    // user namespace does not have. As the top of a layer of its own it need not be.
    private const string SharedDirectory = "/var/tmp";

    private readonly string? _scratch = facts.ScratchPath is { } path ? Path.GetDirectoryName(path) : null;
    private ImmutableArray<HostMount>? _mounts;

    private ImmutableArray<HostMount> Mounts => _mounts ??= [.. files.Mounts];

    /// <summary>What below a directory keeps it from being the lower one of an overlay; null where nothing does.</summary>
    public string? Below(string directory)
    {
        foreach (var mount in Mounts)
        {
            if (mount.Path != directory && TreePath.IsAtOrBelow(mount.Path, directory))
            {
                return mount.Path;
            }
        }

        if (_scratch is not null && TreePath.IsAtOrBelow(_scratch, directory))
        {
            return _scratch;
        }

        return facts.UserId != 0 && directory != SharedDirectory && TreePath.IsAtOrBelow(SharedDirectory, directory)
            ? SharedDirectory
            : null;
    }

    /// <summary>Whether a directory is one that no overlay takes or needs: the kernel's, or the layers themselves.</summary>
    public bool IsUnfit(string directory) =>
        (_scratch is not null && TreePath.IsAtOrBelow(directory, _scratch)) || !IsTaken(FileSystemOf(directory));

    private string FileSystemOf(string directory)
    {
        // The last of several on one place is on top.
        var (longest, type) = (-1, "");
        foreach (var mount in Mounts)
        {
            if (mount.Path.Length >= longest && TreePath.IsAtOrBelow(directory, mount.Path))
            {
                (longest, type) = (mount.Path.Length, mount.FileSystem);
            }
        }

        return type;
    }

    private static bool IsTaken(string type) =>
        type.Length == 0 || FileSystems.Contains(type) || type.StartsWith("fuse.", StringComparison.Ordinal);
}

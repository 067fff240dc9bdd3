namespace Sandbox;

/// <summary>An empty file system in memory; see <see cref="SandboxMount.Tmpfs"/> and tmpfs(5).</summary>
public sealed record TmpfsMount : SandboxMount
{
    /// <summary>The mode of the top directory when none is asked for: 0755.</summary>
    public const UnixFileMode DefaultMode = (UnixFileMode)0b111_101_101;

    /// <summary>Its size in bytes, 4096 (one page) or more; null: the kernel's default, half of the memory.</summary>
    public long? Size { get; init; }

    /// <summary>The mode of its top directory, 0 to 01777.</summary>
    public UnixFileMode Mode { get; init; } = DefaultMode;

    /// <summary>
    /// The most files and directories in it, its top directory among them (nr_inodes), 1 or more; null: the kernel's default,
    /// half of the pages of memory.
    /// </summary>
    public long? Entries { get; init; }

    /// <summary>Whether nothing in it can be written once the tree is complete; other mounts may be in it.</summary>
    public bool ReadOnly { get; init; }
}

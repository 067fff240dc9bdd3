namespace Sandbox;

/// <summary>
/// One addition to the sandbox's tree. A closed set: use the static members to make one.
/// </summary>
/// <remarks>
/// Targets are looked up inside the sandbox's root, so that neither <c>..</c> nor a symbolic link leads outside
/// (openat2(2), RESOLVE_IN_ROOT). A missing target is made in the sandbox's own tree, not on the
/// host; but in a <see cref="DirectoryRoot"/> that is writable as a whole and not ephemeral it is made, and stays.
/// </remarks>
public abstract record SandboxMount
{
    private protected SandboxMount()
    {
    }

    /// <summary>Where it appears: an absolute path inside the sandbox.</summary>
    public required string Target { get; init; }

    /// <summary>
    /// Whether a spec in which a later mount covers it is refused, wherever links lead. What profiles mount has this; by
    /// default the later one is seen.
    /// </summary>
    public bool KeepVisible { get; init; }

    /// <summary>A file or directory of the host, submounts included, writable as far as the caller may write.</summary>
    /// <param name="source">An absolute path on the host.</param>
    /// <param name="target">A path inside the sandbox; null: the same as <paramref name="source"/>.</param>
    public static BindMount Bind(string source, string? target = null) =>
        new() { Source = source, Target = target ?? source };

    /// <summary>A file or directory of the host, read-only, submounts included.</summary>
    /// <param name="source">An absolute path on the host.</param>
    /// <param name="target">A path inside the sandbox; null: the same as <paramref name="source"/>.</param>
    public static BindMount ReadOnlyBind(string source, string? target = null) =>
        new() { Source = source, Target = target ?? source, ReadOnly = true };

    /// <summary>An empty file system in memory that ends with the sandbox.</summary>
    /// <param name="target">A path inside the sandbox.</param>
    /// <param name="size">Its size in bytes, 4096 or more; null: the kernel's default, half of the memory.</param>
    /// <param name="mode">The mode of its top directory; null: 0755.</param>
    public static TmpfsMount Tmpfs(string target, long? size = null, UnixFileMode? mode = null) =>
        new() { Target = target, Size = size, Mode = mode ?? TmpfsMount.DefaultMode };

    /// <summary>A /proc that shows the sandbox's own processes only.</summary>
    public static ProcMount Proc(string target) => new() { Target = target };

    /// <summary>Another file system that the kernel fills, of the sandbox's own.</summary>
    /// <param name="fileSystem">Which.</param>
    /// <param name="target">A path inside the sandbox.</param>
    /// <param name="readOnly">Whether nothing in it can be written.</param>
    public static KernelMount Kernel(KernelFileSystem fileSystem, string target, bool readOnly = false) =>
        new() { FileSystem = fileSystem, Target = target, ReadOnly = readOnly };

    /// <summary>A minimal /dev: null, zero, full, random, urandom, tty, own pts and shm.</summary>
    public static DevMount Dev(string target) => new() { Target = target };

    /// <summary>A directory in the sandbox's own tree; one that is there already is left as it is.</summary>
    /// <param name="target">A path inside the sandbox.</param>
    /// <param name="mode">Its mode when it is made; null: 0755.</param>
    public static DirectoryMount Directory(string target, UnixFileMode? mode = null) =>
        new() { Target = target, Mode = mode ?? DirectoryMount.DefaultMode };

    /// <summary>A symbolic link in the sandbox's own tree.</summary>
    /// <param name="linkTarget">What the link says; any text, also a path that does not exist.</param>
    /// <param name="target">Where the link is: a path inside the sandbox.</param>
    public static SymlinkMount Symlink(string linkTarget, string target) =>
        new() { LinkTarget = linkTarget, Target = target };

    /// <summary>A copy of a file of the host, in memory; changes inside do not reach the host.</summary>
    /// <param name="source">An absolute path on the host, of a regular file.</param>
    /// <param name="target">A path inside the sandbox.</param>
    /// <param name="mode">The mode of the copy; null: 0644.</param>
    public static FileMount File(string source, string target, UnixFileMode? mode = null) =>
        new() { Source = source, Target = target, Mode = mode ?? FileMount.DefaultMode };
}

namespace Sandbox;

/// <summary>What the command sees as <c>/</c>. A closed set: use the static members to make one.</summary>
public abstract record SandboxRoot
{
    private protected SandboxRoot()
    {
    }

    /// <summary>
    /// Whether what the command writes to the root goes to a throwaway layer on disk, which ends with the run: the command
    /// sees its changes, and the root itself is untouched. Bind mounts are as they were. Default: false.
    /// </summary>
    /// <remarks>
    /// Rests on overlayfs. What has other file systems mounted below it cannot be in a layer: there each directory without
    /// one has a layer, and the directories around them are read-only. The layer is made in
    /// <see cref="SandboxSpec.ScratchDirectory"/>.
    /// </remarks>
    public bool Ephemeral { get; init; }

    /// <summary>The host's tree as it is: writable where the caller may write. Only /proc is the sandbox's own.</summary>
    public static SandboxRoot Host { get; } = new HostRoot();

    /// <summary>
    /// The host's tree read-only, submounts included, with the working directory writable and private /tmp, /dev,
    /// /dev/shm and /proc.
    /// </summary>
    public static SandboxRoot ReadOnlyHost { get; } = new ReadOnlyHostRoot();

    /// <summary>
    /// Nothing but what the spec mounts: an empty file system in memory (tmpfs(5)), without even a /proc, that ends with
    /// the sandbox.
    /// </summary>
    public static SandboxRoot Empty { get; } = new EmptyRoot();

    /// <summary>A directory of the host as <c>/</c>, with private /tmp, /dev, /dev/shm and /proc.</summary>
    /// <param name="path">The directory, an absolute path on the host.</param>
    /// <param name="writable">What of it the command may write. Null: nothing, or all where it is ephemeral.</param>
    /// <param name="ephemeral">Whether what it writes is thrown away.</param>
    public static DirectoryRoot Directory(string path, WritablePaths? writable = null, bool ephemeral = false)
    {
        var root = new DirectoryRoot { Path = path, Ephemeral = ephemeral };
        return writable is null ? root : root with { Writable = writable };
    }

    /// <summary>
    /// An empty tree that shows only system directories and <see cref="SandboxSpec.Inputs"/>, with private /tmp, home
    /// directory, /dev, /dev/shm and /proc. Nothing else of it can be written but the directories of
    /// <see cref="SandboxSpec.Outputs"/>.
    /// </summary>
    /// <param name="systemDirectories">Whether the host's programs and libraries are there.</param>
    public static SandboxRoot Hermetic(bool systemDirectories = true) =>
        new HermeticRoot { SystemDirectories = systemDirectories };
}

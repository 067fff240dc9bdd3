namespace Sandbox;

/// <summary>A directory of the host as <c>/</c>; see <see cref="SandboxRoot.Directory"/>.</summary>
public sealed record DirectoryRoot : SandboxRoot
{
    /// <summary>The directory, an absolute path on the host.</summary>
    public required string Path { get; init; }

    /// <summary>What of the directory the command may write. Default: nothing.</summary>
    public WritablePaths Writable { get; init; } = WritablePaths.None;

    /// <summary>
    /// Whether /tmp, /dev, /dev/shm and /proc are the sandbox's own. False: they are what the directory holds. Default:
    /// true.
    /// </summary>
    public bool PrivateMounts { get; init; } = true;
}

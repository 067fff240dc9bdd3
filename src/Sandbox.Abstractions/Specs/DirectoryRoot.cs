namespace Sandbox;

/// <summary>A directory of the host as <c>/</c>; see <see cref="SandboxRoot.Directory"/>.</summary>
public sealed record DirectoryRoot : SandboxRoot
{
    private readonly WritablePaths? _writable;

    /// <summary>The directory, an absolute path on the host.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// What of the directory the command may write; <see cref="SandboxRoot.Ephemeral"/> tells where that goes. Default:
    /// nothing, or all of it where it is ephemeral.
    /// </summary>
    public WritablePaths Writable
    {
        get => _writable ?? (Ephemeral ? WritablePaths.All : WritablePaths.None);
        init => _writable = value;
    }

    /// <summary>
    /// Whether /tmp, /dev, /dev/shm and /proc are the sandbox's own. False: they are what the directory holds. Default:
    /// true.
    /// </summary>
    public bool PrivateMounts { get; init; } = true;

    /// <inheritdoc/>
    public bool Equals(DirectoryRoot? other) =>
        other is not null
        && (Path, Ephemeral, PrivateMounts) == (other.Path, other.Ephemeral, other.PrivateMounts)
        && Writable.Equals(other.Writable);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Ephemeral, PrivateMounts, Writable);
}

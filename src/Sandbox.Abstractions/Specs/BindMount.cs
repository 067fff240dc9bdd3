namespace Sandbox;

/// <summary>A file or directory of the host, with all its submounts; see <see cref="SandboxMount.Bind"/>.</summary>
public sealed record BindMount : SandboxMount
{
    /// <summary>An absolute path on the host; symbolic links in it are followed.</summary>
    public required string Source { get; init; }

    /// <summary>Whether nothing can be written through it, submounts included (mount_setattr(2)).</summary>
    public bool ReadOnly { get; init; }

    /// <summary>Whether a missing <see cref="Source"/> is passed over instead of being an error.</summary>
    public bool Optional { get; init; }
}

namespace Sandbox;

/// <summary>A copy of a file of the host; see <see cref="SandboxMount.File"/>.</summary>
public sealed record FileMount : SandboxMount
{
    /// <summary>The mode when none is asked for: 0644.</summary>
    public const UnixFileMode DefaultMode = (UnixFileMode)0b110_100_100;

    /// <summary>An absolute path on the host, of a regular file.</summary>
    public required string Source { get; init; }

    /// <summary>The mode of the copy, 0 to 01777.</summary>
    public UnixFileMode Mode { get; init; } = DefaultMode;
}

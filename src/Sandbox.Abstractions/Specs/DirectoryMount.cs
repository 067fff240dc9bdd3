namespace Sandbox;

/// <summary>A directory in the sandbox's own tree; see <see cref="SandboxMount.Directory"/>.</summary>
public sealed record DirectoryMount : SandboxMount
{
    /// <summary>The mode when none is asked for: 0755.</summary>
    public const UnixFileMode DefaultMode = (UnixFileMode)0b111_101_101;

    /// <summary>The mode of the directory when it is made, 0 to 01777; one that is there already keeps its own.</summary>
    public UnixFileMode Mode { get; init; } = DefaultMode;
}

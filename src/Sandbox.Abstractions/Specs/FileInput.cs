namespace Sandbox;

/// <summary>A file of the host as standard input.</summary>
public sealed record FileInput : SandboxInput
{
    /// <summary>The file, a path on the host.</summary>
    public required string Path { get; init; }
}

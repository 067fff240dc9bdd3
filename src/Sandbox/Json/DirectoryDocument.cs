namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="DirectoryMount"/>.</summary>
internal sealed record DirectoryDocument : MountDocument
{
    public required string Target { get; init; }

    public UnixFileMode? Mode { get; init; }
}

namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="FileMount"/>.</summary>
internal sealed record FileDocument : MountDocument
{
    public required string Source { get; init; }

    public required string Target { get; init; }

    public UnixFileMode? Mode { get; init; }
}

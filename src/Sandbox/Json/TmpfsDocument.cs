namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="TmpfsMount"/>.</summary>
internal sealed record TmpfsDocument : MountDocument
{
    public required string Target { get; init; }

    public SizeValue? Size { get; init; }

    public UnixFileMode? Mode { get; init; }

    public long? Entries { get; init; }

    public bool? ReadOnly { get; init; }
}

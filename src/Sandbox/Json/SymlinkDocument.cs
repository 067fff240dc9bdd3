namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="SymlinkMount"/>.</summary>
internal sealed record SymlinkDocument : MountDocument
{
    public required string Target { get; init; }

    public required string LinkTarget { get; init; }
}

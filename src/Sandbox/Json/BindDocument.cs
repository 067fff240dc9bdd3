namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="BindMount"/>; without a target, it is the source.</summary>
internal sealed record BindDocument : MountDocument
{
    public required string Source { get; init; }

    public string? Target { get; init; }

    public bool? ReadOnly { get; init; }

    public bool? Optional { get; init; }
}

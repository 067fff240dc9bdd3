namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="ProcMount"/>.</summary>
internal sealed record ProcDocument : MountDocument
{
    public required string Target { get; init; }

    public bool? ReadOnly { get; init; }
}

namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="DevMount"/>.</summary>
internal sealed record DevDocument : MountDocument
{
    public required string Target { get; init; }
}

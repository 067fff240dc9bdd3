namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="MissingCapability"/>.</summary>
internal sealed record MissingDocument
{
    public required IReadOnlyList<string> Capabilities { get; init; }

    public required string Reason { get; init; }

    public string? Remedy { get; init; }
}

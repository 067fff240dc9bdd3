namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="SandboxBackendReport"/>.</summary>
internal sealed record BackendDocument
{
    public required string Backend { get; init; }

    public required bool Available { get; init; }

    public required IReadOnlyList<string> Offers { get; init; }

    public required IReadOnlyList<MissingDocument> Missing { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}

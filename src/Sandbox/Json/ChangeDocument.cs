namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="SandboxChange"/>: a line of its own in a list.</summary>
internal sealed record ChangeDocument
{
    public required string Change { get; init; }

    public required string Path { get; init; }

    /// <summary>The path in Base64, where it is no text.</summary>
    public byte[]? PathBytes { get; init; }

    public required string Type { get; init; }

    public IReadOnlyList<string>? Aspects { get; init; }
}

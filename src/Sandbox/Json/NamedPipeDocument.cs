namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="NamedPipe"/>.</summary>
internal sealed record NamedPipeDocument
{
    public required string Path { get; init; }

    /// <summary>The file of the host the content goes to.</summary>
    public required string File { get; init; }

    public bool? Append { get; init; }

    public SizeValue? Limit { get; init; }
}

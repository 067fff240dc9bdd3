namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="CollectedFile"/>.</summary>
internal sealed record CollectedFileDocument
{
    public required string Path { get; init; }

    /// <summary>The file of the host it is copied to.</summary>
    public required string File { get; init; }

    public bool? Append { get; init; }

    public SizeValue? Limit { get; init; }
}

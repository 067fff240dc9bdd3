namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="SandboxException"/>.</summary>
internal sealed record ErrorDocument
{
    public required string Message { get; init; }

    public string? Step { get; init; }

    public string? Path { get; init; }

    public int? Errno { get; init; }

    public string? Hint { get; init; }

    /// <summary>The members at fault, where the spec made no sense.</summary>
    public IReadOnlyList<SandboxSpecError>? Members { get; init; }

    /// <summary>What each back-end lacks, where none could serve.</summary>
    public IReadOnlyList<BackendDocument>? Backends { get; init; }
}

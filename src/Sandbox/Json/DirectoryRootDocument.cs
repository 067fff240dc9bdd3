namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="DirectoryRoot"/>.</summary>
internal sealed record DirectoryRootDocument : RootDocument
{
    public required string Path { get; init; }

    /// <summary><c>"all"</c>, <c>"none"</c> or a list of paths.</summary>
    public ShortForm<IReadOnlyList<string>>? Writable { get; init; }

    public bool? PrivateMounts { get; init; }
}

namespace Sandbox.Json;

/// <summary>The JSON form of a file of profiles.</summary>
internal sealed record ProfilesDocument
{
    /// <summary>Profiles by name.</summary>
    public required IReadOnlyDictionary<string, ProfileDocument> Profiles { get; init; }
}

namespace Sandbox.Json;

/// <summary>The JSON form of <see cref="SandboxCgroup"/>.</summary>
internal sealed record CgroupDocument
{
    public string? Parent { get; init; }

    public string? Existing { get; init; }

    public IReadOnlyDictionary<string, string>? Settings { get; init; }
}

namespace Sandbox.Json;

/// <summary>The full JSON form of a <see cref="DeniedPath"/>; its short one is <see cref="DeniedPathText"/>.</summary>
internal sealed record DenyDocument
{
    public required string Path { get; init; }

    /// <summary><c>block</c>, <c>hide</c> or <c>message</c>.</summary>
    public string? Mode { get; init; }

    /// <summary>What the message ends with.</summary>
    public string? Reason { get; init; }
}

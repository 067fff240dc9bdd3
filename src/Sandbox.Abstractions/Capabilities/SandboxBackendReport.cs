using System.Collections.Immutable;

namespace Sandbox;

/// <summary>What one back-end can do on this machine.</summary>
public sealed record SandboxBackendReport
{
    /// <summary>The back-end's name.</summary>
    public required string Backend { get; init; }

    /// <summary>Whether it can run anything here.</summary>
    public required bool Available { get; init; }

    /// <summary>What it offers here; none when it is not available.</summary>
    public required SandboxCapabilities Offers { get; init; }

    /// <summary>
    /// What it lacks here, with causes and remedies. An entry without a capability is about one spec: what it asks for can
    /// be had here, but not expressed by this back-end.
    /// </summary>
    public ImmutableArray<MissingCapability> Missing { get; init; } = [];

    /// <summary>
    /// Whether the cause may pass by itself, such as a limit that is reached just now: who asks again may get another answer.
    /// </summary>
    public bool IsPassing { get; init; }

    /// <summary>Things that work but deserve attention, such as a version with a known hole.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}

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

    /// <summary>What it lacks here, with causes and remedies.</summary>
    public ImmutableArray<MissingCapability> Missing { get; init; } = [];

    /// <summary>Things that work but deserve attention, such as a version with a known hole.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];
}

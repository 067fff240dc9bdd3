using System.Collections.Immutable;

namespace Sandbox;

/// <summary>What a back-end would do for a spec, in order.</summary>
public sealed record SandboxExplanation
{
    /// <summary>The back-end that would serve.</summary>
    public required string Backend { get; init; }

    /// <summary>What the spec needs of it.</summary>
    public required SandboxCapabilities Needs { get; init; }

    /// <summary>The steps, in the order they are taken.</summary>
    public required ImmutableArray<SandboxExplanationStep> Steps { get; init; }

    /// <summary>What would be dropped or replaced because degrading was allowed; otherwise empty.</summary>
    public ImmutableArray<SandboxWarning> Warnings { get; init; } = [];
}

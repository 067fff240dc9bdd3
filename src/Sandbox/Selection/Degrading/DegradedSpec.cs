using System.Collections.Immutable;

namespace Sandbox;

/// <summary>What is left of a spec when a back-end need not hold all of it.</summary>
/// <param name="Spec">The spec without what the back-end lacks, as far as that can be left out.</param>
/// <param name="Warnings">What was dropped or replaced.</param>
/// <param name="Missing">What the back-end lacks and nothing can stand in for; none where it can serve.</param>
internal sealed record DegradedSpec(
    SandboxSpec Spec, ImmutableArray<SandboxWarning> Warnings, SandboxCapabilities Missing)
{
    /// <summary>The spec for the back-end, which sees by it what it may do without.</summary>
    public SandboxSpec Allowed => Spec with { AllowDegraded = true };
}

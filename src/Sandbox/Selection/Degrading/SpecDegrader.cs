using System.Collections.Immutable;

namespace Sandbox;

/// <summary>
/// Rewrites a spec to what a back-end offers, for callers that allow it. It changes only what the back-end lacks, tells
/// of each change, and leaves what nothing can stand in for.
/// </summary>
internal static class SpecDegrader
{
    // The root first: another root may need less. The cgroup before the limits, which are held elsewhere without it.
    private static readonly ImmutableArray<Func<SandboxSpec, Degradation, SandboxSpec>> Rules =
    [
        DegradedRoot.Apply,
        DegradedMounts.Apply,
        DegradedDeny.Apply,
        DegradedIsolation.Apply,
        DegradedProcess.Apply,
        DegradedCgroup.Apply,
        DegradedLimits.Apply,
    ];

    /// <summary>What is left of a spec.</summary>
    /// <param name="spec">A valid spec; it stays as it is.</param>
    /// <param name="offers">What the back-end offers on this machine.</param>
    /// <param name="backend">The back-end's name, for the warnings.</param>
    public static DegradedSpec Degrade(SandboxSpec spec, SandboxCapabilities offers, string backend)
    {
        var degradation = new Degradation(backend, offers);
        var degraded = Rules.Aggregate(spec, (current, rule) => rule(current, degradation));
        var missing = SpecRequirements.Of(degraded) & ~offers & ~degradation.Waived;
        return new DegradedSpec(degraded, degradation.Warnings, missing);
    }
}

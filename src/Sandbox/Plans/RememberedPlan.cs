using Sandbox.Linux;

namespace Sandbox.Plans;

/// <summary>A plan, and all that it follows from.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Spec">What it was made of.</param>
/// <param name="Facts">Likewise.</param>
/// <param name="Files">What its planner saw of the host's files, which was nothing but paths.</param>
internal sealed record RememberedPlan(LaunchPlan Plan, SandboxSpec Spec, HostFacts Facts, ObservedFiles Files)
{
    /// <summary>Whether it is about the same spec and facts.</summary>
    public bool IsOf(SandboxSpec spec, HostFacts facts) => Spec == spec && Facts == facts;
}

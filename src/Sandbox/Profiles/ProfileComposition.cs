using System.Collections.Immutable;

namespace Sandbox;

/// <summary>Puts profiles into a spec, each member by its own rule; none is weaker than any of them asks for.</summary>
internal static class ProfileComposition
{
    /// <param name="spec">A valid spec with normal paths.</param>
    /// <param name="profiles">The profiles, in the order of their names.</param>
    /// <exception cref="SandboxSpecException">They contradict each other or the spec.</exception>
    public static SandboxSpec Compose(SandboxSpec spec, ImmutableArray<SandboxProfile> profiles) => spec with
    {
        Mounts = ProfileMounts.Compose(spec.Mounts, profiles),
        Deny = ComposeDenied(spec.Deny, profiles),
        Network = ProfileNetworks.Compose(spec.Network, profiles),
        Environment = ProfileVariables.Compose(spec.Environment, profiles),
        Limits = profiles.Aggregate(spec.Limits, (limits, profile) => ProfileLimits.Smaller(limits, profile.Limits)),
    };

    // Which of two that lead to one file is the stronger is seen where links are followed.
    private static ImmutableArray<DeniedPath> ComposeDenied(
        ImmutableArray<DeniedPath> denied, ImmutableArray<SandboxProfile> profiles) =>
        [.. denied.Concat(profiles.SelectMany(profile => profile.Deny.Select(path => WithReason(path, profile)))).Distinct()];

    private static DeniedPath WithReason(DeniedPath denied, SandboxProfile profile) =>
        denied is { Mode: DenyMode.Message, Reason: null }
            ? denied with { Reason = DenialProgram.ReasonOf(profile.Name) }
            : denied;
}

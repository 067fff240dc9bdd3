using System.Collections.Immutable;

namespace Sandbox.Linux.Cgroups;

/// <summary>What of a back-end's offer this machine's control groups do not let it hold.</summary>
internal static class CgroupOffer
{
    /// <summary>What takes a group to hold.</summary>
    public const SandboxCapabilities HeldByGroups = SandboxCapabilities.MemoryLimit | SandboxCapabilities.ProcessLimit
        | SandboxCapabilities.CpusLimit | SandboxCapabilities.Cgroup | SandboxCapabilities.CgroupParent;

    private static readonly ImmutableArray<(SandboxCapabilities Capability, string Controller)> Controllers =
    [
        (SandboxCapabilities.MemoryLimit, "memory"),
        (SandboxCapabilities.ProcessLimit, "pids"),
        (SandboxCapabilities.CpusLimit, "cpu"),
    ];

    /// <summary>The offer without that, and with the reasons.</summary>
    /// <param name="offer">What the back-end offers where every controller is to be had.</param>
    /// <param name="situation">The machine's.</param>
    /// <param name="heldOtherwise">What it holds without a group.</param>
    public static SandboxBackendReport Narrow(
        SandboxBackendReport offer, CgroupSituation situation, SandboxCapabilities heldOtherwise)
    {
        var missing = Missing(situation)
            .Select(entry => entry with { Capabilities = entry.Capabilities & offer.Offers & ~heldOtherwise })
            .Where(entry => entry.Capabilities != SandboxCapabilities.None)
            .ToImmutableArray();
        return missing.Aggregate(
            offer with { Missing = [.. offer.Missing, .. missing] },
            (narrowed, entry) => narrowed with { Offers = narrowed.Offers & ~entry.Capabilities });
    }

    private static IEnumerable<MissingCapability> Missing(CgroupSituation situation)
    {
        foreach (var (capability, controller) in Controllers)
        {
            if (situation.WhyNot(controller) is { } cause)
            {
                yield return Entry(capability, cause.Reason, cause.Remedy);
            }
        }

        if (situation.WhyNoGroup is { } obstacle)
        {
            yield return Entry(SandboxCapabilities.Cgroup, obstacle.Reason, obstacle.Remedy);
            if (situation.Facts.Mounts.IsEmpty)
            {
                yield return Entry(SandboxCapabilities.CgroupParent, obstacle.Reason, obstacle.Remedy);
            }
        }
    }

    private static MissingCapability Entry(SandboxCapabilities capability, string reason, string remedy) =>
        new() { Capabilities = capability, Reason = reason, Remedy = remedy };
}

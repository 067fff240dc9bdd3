using Sandbox.Linux;

namespace Sandbox.Plans;

/// <summary>
/// The last plans of a back-end, for a host that runs one command after the other in sandboxes of few kinds. A plan follows
/// from the spec, the facts about the caller and what its planner saw of the host's files; where all of that is the same
/// again, so is the plan. Looking at those files again takes a fraction of planning. Safe to use from several threads at once.
/// </summary>
/// <remarks>
/// The command and its streams are not a part of it: they may be others each time. A planner that looks at anything
/// besides, the time or a program's version for instance, must do without this.
/// </remarks>
/// <param name="planner">Writes a plan for a valid spec; what it looks at is in its arguments alone.</param>
public sealed class PlanMemory(Func<SandboxSpec, HostFacts, IHostFileSystem, LaunchPlan> planner)
{
    /// <summary>How many plans are remembered, the last ones.</summary>
    public const int Capacity = 16;

    /// <summary>The most paths a planner may have looked at for its plan to be remembered.</summary>
    public const int MaxPaths = 512;

    // The last one first.
    private volatile RememberedPlan[] _plans = [];

    /// <summary>The plan for a spec: a remembered one, or a new one.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="facts">The calling process and its machine.</param>
    /// <param name="files">The host's files.</param>
    /// <exception cref="SandboxSpecException">The spec does not fit this machine's tree.</exception>
    public LaunchPlan Plan(SandboxSpec spec, HostFacts facts, IHostFileSystem files)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(files);

        return IsRepeatable(spec, facts)
            ? Find(WithoutCommand(spec), facts, files).For(spec)
            : planner(spec, facts, files);
    }

    // A directory on disk is another one for each run, groups are looked at anew, and what is taken out may go to streams of the
    // caller's, which are not to be kept alive.
    private static bool IsRepeatable(SandboxSpec spec, HostFacts facts) =>
        facts.ScratchPath is null && facts.Cgroups == CgroupFacts.None && spec is { NamedPipes.IsEmpty: true, CollectedFiles.IsEmpty: true };

    private LaunchPlan Find(SandboxSpec spec, HostFacts facts, IHostFileSystem files)
    {
        foreach (var remembered in _plans)
        {
            if (remembered.IsOf(spec, facts) && remembered.Files.AreStillIn(files))
            {
                return remembered.Plan;
            }
        }

        var observed = new ObservedFiles(files);
        var plan = planner(spec, facts, observed);
        if (!observed.SawMore && observed.Count <= MaxPaths)
        {
            Remember(new RememberedPlan(plan, spec, facts, observed));
        }

        return plan;
    }

    // Of two threads that remember at once one may be forgotten, which costs a plan.
    private void Remember(RememberedPlan plan) =>
        _plans = [plan, .. _plans.Where(other => !other.IsOf(plan.Spec, plan.Facts)).Take(Capacity - 1)];

    // Nor are the command's streams kept alive.
    private static SandboxSpec WithoutCommand(SandboxSpec spec) => spec with
    {
        FileName = LaunchPlan.UnknownCommand,
        Arguments = [],
        Stdio = spec.Stdio with
        {
            Input = spec.Stdio.Input is InheritInput ? spec.Stdio.Input : SandboxInput.Null,
            Output = spec.Stdio.Output is InheritOutput ? spec.Stdio.Output : SandboxOutput.Null,
            Error = spec.Stdio.Error is InheritOutput ? spec.Stdio.Error : SandboxOutput.Null,
        },
    };
}

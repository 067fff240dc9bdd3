using System.Collections.Immutable;
using Sandbox.Linux;
using Sandbox.Linux.Seccomp;

namespace Sandbox.Plans;

/// <summary>What the command's own process does, between its birth and the command.</summary>
public static class CommandSteps
{
    /// <summary>The steps, in order; a plan's <see cref="LaunchPlan.Command"/>.</summary>
    /// <param name="spec">A valid spec; its <see cref="SandboxSpec.KeepFileDescriptors"/> are the plan's passed ones.</param>
    /// <param name="facts">The calling process, for its current directory.</param>
    /// <param name="group">The control group it runs in (<see cref="LaunchPlan.Cgroup"/>), or null.</param>
    public static ImmutableArray<PlanStep> Of(SandboxSpec spec, HostFacts facts, CgroupPlan? group = null)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(facts);
        var steps = ImmutableArray.CreateBuilder<PlanStep>();
        steps.Add(new IsolateKeyringStep());
        if (spec.NewSession)
        {
            steps.Add(new NewSessionStep());
        }

        if (spec.Umask is { } umask)
        {
            steps.Add(new SetUmaskStep(umask));
        }

        if (!spec.RandomizeAddresses)
        {
            steps.Add(new SetPersonalityStep());
        }

        steps.Add(new ChangeDirectoryStep(
            spec.WorkingDirectory ?? facts.CurrentDirectory, OrRoot: spec.WorkingDirectory is null));
        steps.AddRange(spec.KeepFileDescriptors.Select((number, index) => new PassDescriptorStep(index, number)));

        // After the descriptors: a number that is kept may lie above the limit.
        steps.AddRange(ResourceLimits(spec.Limits, group));

        // Last: what comes before may need what it refuses.
        steps.Add(new SeccompFilterStep(Filter(spec)));
        return steps.DrainToImmutable();
    }

    private static SeccompFilter Filter(SandboxSpec spec)
    {
        // A command that is process 1 has no init, and limits of its own.
        var filter = SeccompFilter.TerminalInjection;
        filter = spec.AsPid1 ? filter : filter.And(SeccompFilter.LimitsOfInit);
        filter = spec.Network is NoNetwork ? filter.And(SeccompFilter.NoWayAroundNamespaces) : filter;
        return spec.FakeChown ?? spec.Root is HostRoot ? filter.And(SeccompFilter.FakeChown) : filter;
    }

    private static IEnumerable<PlanStep> ResourceLimits(SandboxLimits limits, CgroupPlan? group)
    {
        if (limits.CpuTime is { } cpuTime)
        {
            // The monitor reads what the group uses every quarter of a second; the kernel, which ends a single process and tells
            // nobody else, must not be faster.
            const ulong Margin = 5;
            var seconds = (ulong)Math.Ceiling(cpuTime.TotalSeconds);
            yield return new SetResourceLimitStep(ResourceLimit.Cpu, group?.CpuTime is null ? seconds : seconds + Margin);
        }

        if (limits.FileSize is { } fileSize)
        {
            yield return new SetResourceLimitStep(ResourceLimit.FileSize, (ulong)fileSize);
        }

        if (limits.OpenFiles is { } openFiles)
        {
            yield return new SetResourceLimitStep(ResourceLimit.OpenFiles, (ulong)openFiles);
        }

        if (limits.Stack is { } stack)
        {
            yield return new SetResourceLimitStep(ResourceLimit.Stack, (ulong)stack);
        }

        if (limits.AddressSpace is { } addressSpace)
        {
            yield return new SetResourceLimitStep(ResourceLimit.AddressSpace, (ulong)addressSpace);
        }

        if (limits.CoreSize is { } coreSize)
        {
            yield return new SetResourceLimitStep(ResourceLimit.Core, (ulong)coreSize);
        }
    }
}

using System.Collections.Immutable;
using Sandbox.Linux;
using Sandbox.Linux.Seccomp;
using Sandbox.Plans;

namespace Sandbox.Backends.Namespaces.Planning;

/// <summary>What the command's own process does, between its birth and the command.</summary>
internal static class CommandSteps
{
    public static ImmutableArray<PlanStep> Of(SandboxSpec spec, HostFacts facts)
    {
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

        steps.Add(new ChangeDirectoryStep(
            spec.WorkingDirectory ?? facts.CurrentDirectory, OrRoot: spec.WorkingDirectory is null));
        steps.AddRange(spec.KeepFileDescriptors.Select((number, index) => new PassDescriptorStep(index, number)));

        // After the descriptors: a number that is kept may lie above the limit.
        steps.AddRange(ResourceLimits(spec.Limits));

        // Last: what comes before may need what it refuses.
        steps.Add(new SeccompFilterStep(SeccompFilter.TerminalInjection));
        return steps.DrainToImmutable();
    }

    private static IEnumerable<PlanStep> ResourceLimits(SandboxLimits limits)
    {
        if (limits.CpuTime is { } cpuTime)
        {
            yield return new SetResourceLimitStep(ResourceLimit.Cpu, (ulong)Math.Ceiling(cpuTime.TotalSeconds));
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

        if (limits.CoreSize is { } coreSize)
        {
            yield return new SetResourceLimitStep(ResourceLimit.Core, (ulong)coreSize);
        }
    }
}

using System.Collections.Immutable;

namespace Sandbox.Plans;

/// <summary>What sandbox-init does for files and named pipes that are taken out of a sandbox.</summary>
public static class TransferSteps
{
    /// <summary>The last of the setup steps: they make the spec's named pipes, in their order.</summary>
    public static IEnumerable<PlanStep> Pipes(SandboxSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.NamedPipes.Select(pipe => new MakeFifoStep(pipe.Path));
    }

    /// <summary>A plan's <see cref="LaunchPlan.Collect"/>: one step for each of the spec's files, in their order.</summary>
    public static ImmutableArray<PlanStep> Files(SandboxSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return [.. spec.CollectedFiles.Select(file => new CollectStep(file.Path))];
    }
}

using Sandbox.Plans;
using Sandbox.Tests.LaunchPlans;

namespace Sandbox.Tests.Fuzz;

/// <summary>The samples of all kinds of steps, in an order sandbox-init accepts.</summary>
internal static class PlanStepLists
{
    private static readonly Type[] CommandOnly =
    [
        typeof(NewSessionStep), typeof(ChangeDirectoryStep), typeof(SetUmaskStep), typeof(SetPersonalityStep), typeof(SetResourceLimitStep),
        typeof(PassDescriptorStep), typeof(SeccompFilterStep),
    ];

    public static PlanStep[] Setup =>
    [
        .. Samples(step => IsFirst(step) && step is not RootStep).OrderBy(step => step is ScratchStep or LayersStep),
        Samples(step => step is RootStep).Last(),
        .. Samples(step => !IsFirst(step) && step is not (PivotRootStep or ChrootStep or MakeFifoStep or CollectStep or SameFileStep) && !CommandOnly.Contains(step.GetType())),
        new PivotRootStep(),
        .. Samples(step => step is MakeFifoStep),
    ];

    public static PlanStep[] Collect => [.. Samples(step => step is CollectStep)];

    public static PlanStep[] Command => [.. Samples(step => CommandOnly.Contains(step.GetType()))];

    private static bool IsFirst(PlanStep step) =>
        step is WriteFileStep or MakePrivateStep or SealSourceStep or ScratchStep or LayersStep or RootStep;

    private static IEnumerable<PlanStep> Samples(Func<PlanStep, bool> isWanted) =>
        StepSamples.All.Select(sample => sample.Step).Where(isWanted);
}

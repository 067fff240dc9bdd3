using System.Collections.Immutable;

namespace Sandbox.Plans;

/// <summary>Divides a plan, for a sandbox that is set up ahead of its command.</summary>
internal static class PlanParts
{
    /// <summary>What is done before the command is known.</summary>
    public static LaunchPlan Held(LaunchPlan whole) => whole with
    {
        Part = PlanPart.Held,
        Setup = [.. whole.Setup.Where(step => !IsLast(step)), .. whole.Command.Where(step => IsInherited(whole, step))],
        Command = [],
        Collect = [],
        FileName = LaunchPlan.UnknownCommand,
        Arguments = [LaunchPlan.UnknownCommand],
        Environment = [],
        WallTime = null,
    };

    /// <summary>What is left to do.</summary>
    /// <param name="whole">The plan for the spec.</param>
    /// <param name="spec">The spec, with the command in it.</param>
    /// <param name="command">The command.</param>
    /// <param name="environment">The command's environment, each as <c>NAME=value</c>.</param>
    public static LaunchPlan Continuation(
        LaunchPlan whole, SandboxSpec spec, SandboxCommand command, ImmutableArray<string> environment) => whole.For(spec) with
    {
        Part = PlanPart.Continuation,
        Setup = [.. whole.Setup.Where(step => step is MakeFifoStep), .. OrderOutputsStep.For(spec)],
        Command =
        [
            .. whole.Command.Where(step => !IsInherited(whole, step))
                .Select(step => command.WorkingDirectory is null ? step : In(spec, step)),
        ],
        Environment = environment,
        SearchPath = CommandEnvironment.SearchPathOf(environment),
    };

    private static bool IsLast(PlanStep step) => step is MakeFifoStep or OrderOutputsStep;

    // The init takes them when it has time, and the command has from it what they did. A filter takes no_new_privs (seccomp(2)).
    private static bool IsInherited(LaunchPlan whole, PlanStep step) =>
        step is IsolateKeyringStep or SeccompFilterStep && whole.Setup.Any(before => before is NoNewPrivilegesStep);

    private static PlanStep In(SandboxSpec spec, PlanStep step) =>
        step is ChangeDirectoryStep ? new ChangeDirectoryStep(spec.WorkingDirectory!, OrRoot: false) : step;
}

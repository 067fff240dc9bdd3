using System.Collections.Immutable;

namespace Sandbox.Plans;

/// <summary>How the init gives up what it has and the command is not to get.</summary>
public static class PrivilegeSteps
{
    /// <summary>
    /// The steps, in order; <see cref="LaunchPlan.Of"/> puts them behind those that build the sandbox. No new privileges
    /// comes first: with it the bounding set is of no effect, so one that cannot be emptied is no obstacle.
    /// </summary>
    public static ImmutableArray<PlanStep> All { get; } =
        [new NotDumpableStep(), new NoNewPrivilegesStep(), new DropCapabilitiesStep()];
}

using Sandbox.Wire;

namespace Sandbox.Init.Plan;

/// <summary>Where a plan is invalid, if it is.</summary>
internal readonly struct PlanFault
{
    private readonly bool found;

    private PlanFault(PlanStage stage, uint step)
    {
        found = true;
        Stage = stage;
        Step = step;
    }

    public static PlanFault None => default;

    /// <summary>What is wrong is not in a step.</summary>
    public static PlanFault Header => new(PlanStage.Monitor, uint.MaxValue);

    public bool Found => found;

    /// <summary>Whose list of steps.</summary>
    public PlanStage Stage { get; }

    /// <summary>The step's index in the list, or <see cref="uint.MaxValue"/>.</summary>
    public uint Step { get; }

    public static PlanFault At(PlanStage stage, uint step) => new(stage, step);
}

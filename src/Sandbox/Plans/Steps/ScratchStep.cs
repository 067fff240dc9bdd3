using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Makes a hidden tmpfs for files that are bound over others: masks and copies. It goes with the old root. Comes
/// before the <see cref="RootStep"/>.
/// </summary>
public sealed record ScratchStep : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "fsmount";

    /// <inheritdoc/>
    public override string Description => "hidden tmpfs for masks and copies";

    internal override StepRecord Encode(TextTable texts) => new() { Code = (uint)StepCode.Scratch };
}

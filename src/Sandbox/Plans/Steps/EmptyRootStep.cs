using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Makes an empty tmpfs the root; see <see cref="RootStep.Empty"/>.</summary>
public sealed record EmptyRootStep : RootStep
{
    /// <inheritdoc/>
    public override string Operation => "fsmount";

    /// <inheritdoc/>
    public override string Description => "new root: an empty tmpfs";

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.RootTmpfs, Value1 = (ulong)TmpfsMount.DefaultMode };
}

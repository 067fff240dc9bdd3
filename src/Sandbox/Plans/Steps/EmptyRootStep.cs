using Sandbox.Wire;

namespace Sandbox.Plans;

internal sealed record EmptyRootStep : RootStep
{
    public override string Operation => "fsmount";

    public override string Description => "new root: an empty tmpfs";

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.RootTmpfs, Value1 = (ulong)TmpfsMount.DefaultMode };
}

using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Keeps the command from tracing the init or reading its memory and environment (PR_SET_DUMPABLE).</summary>
public sealed record NotDumpableStep : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "prctl";

    /// <inheritdoc/>
    public override string Description => "the init cannot be traced (PR_SET_DUMPABLE 0)";

    internal override StepRecord Encode(TextTable texts) => new() { Code = (uint)StepCode.NotDumpable };
}

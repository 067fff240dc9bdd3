using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>No execve(2) can give more privilege from here on (PR_SET_NO_NEW_PRIVS).</summary>
public sealed record NoNewPrivilegesStep : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "prctl";

    /// <inheritdoc/>
    public override string Description => "no new privileges (PR_SET_NO_NEW_PRIVS)";

    internal override StepRecord Encode(TextTable texts) => new() { Code = (uint)StepCode.NoNewPrivileges };
}

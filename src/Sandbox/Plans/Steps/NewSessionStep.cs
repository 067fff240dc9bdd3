using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>The command leads a session of its own, without a terminal (setsid(2)).</summary>
public sealed record NewSessionStep : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "setsid";

    /// <inheritdoc/>
    public override string Description => "new session";

    internal override StepRecord Encode(TextTable texts) => new() { Code = (uint)StepCode.NewSession };
}

using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Empties every capability set, the bounding set included (capabilities(7)).</summary>
public sealed record DropCapabilitiesStep : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "capset";

    /// <inheritdoc/>
    public override string Description => "drop every capability";

    internal override StepRecord Encode(TextTable texts) => new() { Code = (uint)StepCode.DropCapabilities };
}

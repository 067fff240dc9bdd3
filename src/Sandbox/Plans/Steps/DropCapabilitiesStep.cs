using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Empties every capability set, the bounding set included (capabilities(7)).</summary>
public sealed record DropCapabilitiesStep : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "capset";

    /// <inheritdoc/>
    public override string Description => "drop every capability";

    /// <inheritdoc/>
    public override bool IsRefusal(int errno) => errno == Errno.EPERM;

    /// <inheritdoc/>
    public override string? Hint(int errno) => errno == Errno.EPERM
        ? "emptying the bounding set takes CAP_SETPCAP, which this process lacks (docker run --cap-add SETPCAP)"
        : null;

    internal override StepRecord Encode(TextTable texts) => new() { Code = (uint)StepCode.DropCapabilities };
}

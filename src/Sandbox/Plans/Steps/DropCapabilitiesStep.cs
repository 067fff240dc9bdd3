using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Empties every capability set (capabilities(7)). The bounding set is left where the caller lacks CAP_SETPCAP and
/// <see cref="NoNewPrivilegesStep"/> came before, for then it is of no effect.
/// </summary>
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
        ? "emptying the bounding set takes CAP_SETPCAP, which this process lacks, unless no new privileges are allowed before"
        : null;

    internal override StepRecord Encode(TextTable texts) => new() { Code = (uint)StepCode.DropCapabilities };
}

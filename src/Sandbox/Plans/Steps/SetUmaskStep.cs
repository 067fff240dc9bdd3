using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Sets the file mode creation mask (umask(2)).</summary>
/// <param name="Mask">0 to 0777.</param>
public sealed record SetUmaskStep(UnixFileMode Mask) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "umask";

    /// <inheritdoc/>
    public override string Description => Octal.Format(Mask);

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.SetUmask, Value1 = (ulong)Mask };
}

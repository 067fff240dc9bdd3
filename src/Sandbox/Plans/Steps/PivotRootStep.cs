using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Makes the new root <c>/</c> and detaches the host's tree (pivot_root(2), umount2(2)).</summary>
public sealed record PivotRootStep : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "pivot_root";

    /// <inheritdoc/>
    public override string Description => "enter the new root, detach the host's tree";

    /// <inheritdoc/>
    public override bool IsRefusal(int errno) => errno == Errno.EINVAL;

    /// <inheritdoc/>
    public override string? Hint(int errno) => errno == Errno.EINVAL
        ? "/ is the initramfs, which cannot be left behind: move to another file system first (switch_root(8))"
        : null;

    internal override StepRecord Encode(TextTable texts) => new() { Code = (uint)StepCode.PivotRoot };
}

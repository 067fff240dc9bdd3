using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Makes the namespace's own copy of the host's tree the root; see <see cref="RootStep.InPlace"/>.</summary>
/// <param name="Flags">Set on it and on every submount (mount_setattr(2), AT_RECURSIVE).</param>
public sealed record InPlaceRootStep(MountFlags Flags) : RootStep
{
    /// <inheritdoc/>
    public override string Operation => "mount_setattr";

    /// <inheritdoc/>
    public override string Description => $"root: the namespace's own copy of / with its submounts [{Flags}]";

    /// <inheritdoc/>
    public override string? Path => "/";

    internal override StepRecord Encode(TextTable texts) => new() { Code = (uint)StepCode.RootInPlace, Value1 = (ulong)Flags };
}

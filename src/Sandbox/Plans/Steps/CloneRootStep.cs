using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Makes a directory of the host, with its submounts, the root; see <see cref="RootStep.HostTree"/>.</summary>
/// <param name="Source">The directory.</param>
/// <param name="Flags">Attributes for every mount of it.</param>
public sealed record CloneRootStep(string Source, MountFlags Flags) : RootStep
{
    /// <inheritdoc/>
    public override string Operation => "open_tree";

    /// <inheritdoc/>
    public override string Description => $"new root: {Source} with its submounts [{Flags}]";

    /// <inheritdoc/>
    public override string? Path => Source;

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.RootClone, Text1 = texts.Add(Source), Value1 = (ulong)Flags };
}

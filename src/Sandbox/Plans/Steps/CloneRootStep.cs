using Sandbox.Wire;

namespace Sandbox.Plans;

internal sealed record CloneRootStep(string Source, MountFlags Flags) : RootStep
{
    public override string Operation => "open_tree";

    public override string Description => $"new root: {Source} with its submounts [{Flags}]";

    public override string? Path => Source;

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.RootClone, Text1 = texts.Add(Source), Value1 = (ulong)Flags };
}

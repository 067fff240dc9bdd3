using System.Collections.Immutable;
using Sandbox.Wire;

namespace Sandbox.Plans;

internal sealed record MirrorRootStep(string Source, ImmutableArray<string> LeaveOut, MountFlags Flags) : RootStep
{
    public override string Operation => "open_tree";

    public override string Description =>
        $"new root: a tmpfs with every entry of {Source} bound [{Flags}]{MirrorStep.Except(LeaveOut)}";

    public override string? Path => Source;

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.RootMirror,
        Text1 = texts.Add(Source),
        Text2 = texts.Add(MirrorStep.Join(LeaveOut)),
        Value1 = (ulong)Flags,
    };
}

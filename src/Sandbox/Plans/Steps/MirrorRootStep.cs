using System.Collections.Immutable;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Makes a tmpfs with the entries of a directory the root; see <see cref="RootStep.Mirror"/>.</summary>
/// <param name="Source">The directory.</param>
/// <param name="LeaveOut">Names of entries that are not bound.</param>
/// <param name="Flags">Attributes for everything bound.</param>
public sealed record MirrorRootStep(string Source, ImmutableArray<string> LeaveOut, MountFlags Flags) : RootStep
{
    /// <inheritdoc/>
    public override string Operation => "open_tree";

    /// <inheritdoc/>
    public override string Description =>
        $"new root: a tmpfs with every entry of {Source} bound [{Flags}]{MirrorStep.Except(LeaveOut)}";

    /// <inheritdoc/>
    public override string? Path => Source;

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.RootMirror,
        Text1 = texts.Add(Source),
        Text2 = texts.Add(MirrorStep.Join(LeaveOut)),
        Value1 = (ulong)Flags,
    };
}

using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Makes a symbolic link in the sandbox's own tree.</summary>
/// <param name="Target">Where the link is; its directory exists, it does not.</param>
/// <param name="LinkTarget">What the link says.</param>
/// <param name="InRootDirectory">Whether it may be made in a root directory that is writable as a whole.</param>
public sealed record MakeSymlinkStep(string Target, string LinkTarget, bool InRootDirectory = false) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "symlinkat";

    /// <inheritdoc/>
    public override string Description => $"{Target} -> {LinkTarget}";

    /// <inheritdoc/>
    public override string? Path => Target;

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.MakeSymlink,
        Flags = (uint)(InRootDirectory ? StepFlags.InRootDirectory : StepFlags.None),
        Text1 = texts.Add(Target),
        Text2 = texts.Add(LinkTarget),
    };
}

using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Makes a directory in the sandbox's own tree.</summary>
/// <param name="Target">The directory; its parent exists.</param>
/// <param name="Mode">Its mode.</param>
/// <param name="InRootDirectory">Whether it may be made in a root directory that is writable as a whole.</param>
public sealed record MakeDirectoryStep(string Target, UnixFileMode Mode, bool InRootDirectory = false) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "mkdirat";

    /// <inheritdoc/>
    public override string Description => $"{Target} (mode {Octal.Format(Mode)})";

    /// <inheritdoc/>
    public override string? Path => Target;

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.MakeDirectory,
        Flags = (uint)(StepFlags.KeepExisting | (InRootDirectory ? StepFlags.InRootDirectory : StepFlags.None)),
        Text1 = texts.Add(Target),
        Value1 = (ulong)Mode,
    };
}

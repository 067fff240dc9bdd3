using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Makes an empty file in the sandbox's own tree: something to mount on.</summary>
/// <param name="Target">The file; its directory exists.</param>
/// <param name="Mode">Its mode.</param>
/// <param name="InRootDirectory">Whether it may be made in a root directory that is writable as a whole.</param>
public sealed record MakeFileStep(string Target, UnixFileMode Mode, bool InRootDirectory = false) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "openat";

    /// <inheritdoc/>
    public override string Description => $"empty file {Target} (mode {Octal.Format(Mode)})";

    /// <inheritdoc/>
    public override string? Path => Target;

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.MakeFile,
        Flags = (uint)(StepFlags.KeepExisting | (InRootDirectory ? StepFlags.InRootDirectory : StepFlags.None)),
        Text1 = texts.Add(Target),
        Value1 = (ulong)Mode,
    };
}

using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Copies a regular file of the host into memory.</summary>
/// <param name="Source">The file on the host.</param>
/// <param name="Target">Where the copy appears.</param>
/// <param name="Mode">The mode of the copy.</param>
/// <param name="Over">
/// Whether the target exists and the copy is bound over it (from the <see cref="ScratchStep"/>'s tmpfs), rather than
/// made in the sandbox's own tree.
/// </param>
/// <param name="InRootDirectory">Whether it may be made in a root directory that is writable as a whole.</param>
public sealed record CopyFileStep(
    string Source, string Target, UnixFileMode Mode, bool Over, bool InRootDirectory = false) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "write";

    /// <inheritdoc/>
    public override string Description =>
        $"copy of {Source} {(Over ? "over" : "as")} {Target} (mode {Octal.Format(Mode)})";

    /// <inheritdoc/>
    public override string? Path => Source;

    /// <inheritdoc/>
    public override string? Hint(int errno) =>
        errno == Errno.EINVAL ? "only regular files can be copied in; bind anything else" : SourceHints.For(errno);

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.CopyFile,
        Flags = (uint)((Over ? StepFlags.Over : StepFlags.None)
            | (InRootDirectory ? StepFlags.InRootDirectory : StepFlags.None)),
        Value1 = (ulong)Mode,
        Text1 = texts.Add(Source),
        Text2 = texts.Add(Target),
    };
}

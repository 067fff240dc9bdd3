using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Enters the command's working directory (chdir(2)), as named inside.</summary>
/// <param name="Directory">The directory.</param>
/// <param name="OrRoot">Whether <c>/</c> serves when it cannot be entered.</param>
public sealed record ChangeDirectoryStep(string Directory, bool OrRoot) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "chdir";

    /// <inheritdoc/>
    public override string Description => $"{Directory}{(OrRoot ? ", or / where it is not visible" : "")}";

    /// <inheritdoc/>
    public override string? Path => Directory;

    /// <inheritdoc/>
    public override string? Hint(int errno) => errno is Errno.ENOENT or Errno.ENOTDIR
        ? "the working directory must exist inside the sandbox: bind it, or choose another one (--chdir)"
        : null;

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.ChangeDirectory,
        Flags = (uint)(OrRoot ? StepFlags.OrRoot : StepFlags.None),
        Text1 = texts.Add(Directory),
    };
}

using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Makes a named pipe inside, in the root as the init has it by then, and hands its other end to this process (mkfifo(3)).
/// </summary>
/// <param name="Target">Where it is made; no component of its directory is a symbolic link.</param>
public sealed record MakeFifoStep(string Target) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "mknodat";

    /// <inheritdoc/>
    public override string Description => $"named pipe {Target} (mode 0600)";

    /// <inheritdoc/>
    public override string? Path => Target;

    /// <inheritdoc/>
    public override string? Hint(int errno) => errno switch
    {
        Errno.EEXIST => "choose a path that is not there yet",
        Errno.ENOENT => "its directory must be there: mount a tmpfs on it",
        Errno.EACCES or Errno.EROFS or Errno.EPERM => "the command may not write there: mount a tmpfs on the directory",
        Errno.ELOOP => "a directory on the way is a symbolic link; name the one it leads to",
        _ => null,
    };

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.MakeFifo, Text1 = texts.Add(Target) };
}

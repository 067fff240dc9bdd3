using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Makes a directory of the host the root and enters it (chroot(2)), which takes CAP_SYS_CHROOT; for callers who may not
/// mount. Alone it holds nobody back who keeps that capability or has a directory outside open.
/// </summary>
/// <param name="Directory">An absolute path on the host.</param>
public sealed record ChrootStep(string Directory) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "chroot";

    /// <inheritdoc/>
    public override string Description => $"enter {Directory} as the new root";

    /// <inheritdoc/>
    public override string? Path => Directory;

    /// <inheritdoc/>
    public override bool IsRefusal(int errno) => errno is Errno.EPERM or Errno.ENOSYS;

    /// <inheritdoc/>
    public override string? Hint(int errno) => errno switch
    {
        Errno.EPERM => "changing the root takes CAP_SYS_CHROOT: run as root, in a container with that capability",
        Errno.ENOENT or Errno.ENOTDIR => $"make the directory {Directory}",
        _ => SourceHints.For(errno),
    };

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.Chroot, Text1 = texts.Add(Directory) };
}

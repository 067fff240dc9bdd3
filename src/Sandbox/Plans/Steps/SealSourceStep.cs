using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Binds a file or directory of the host on itself with attributes, in the new mount namespace alone, before the tree is
/// built or the wrapper is executed: what is bound from there has them too. Comes after <see cref="MakePrivateStep"/>.
/// </summary>
/// <param name="Source">The file or directory.</param>
/// <param name="Flags">The attributes, for its submounts as well.</param>
public sealed record SealSourceStep(string Source, MountFlags Flags) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "move_mount";

    /// <inheritdoc/>
    public override string Description => $"{Source} on itself [{Flags}], before anything is bound";

    /// <inheritdoc/>
    public override string? Path => Source;

    /// <inheritdoc/>
    public override bool IsRefusal(int errno) => errno is Errno.EPERM or Errno.EACCES or Errno.ENOSYS;

    /// <inheritdoc/>
    public override string? Hint(int errno) => SourceHints.For(errno) ?? RefusalHints.ForMount(errno);

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.SealSource, Text1 = texts.Add(Source), Value1 = (ulong)Flags,
    };
}

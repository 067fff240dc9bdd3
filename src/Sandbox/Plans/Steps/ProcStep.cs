using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Mounts a proc of the sandbox's own processes (proc(5)), nosuid, nodev and noexec.</summary>
/// <param name="Target">The directory it is mounted on.</param>
/// <param name="ReadOnly">
/// Whether nothing in it can be written: needed for the host's root, who owns /proc/sys whatever namespace it is in.
/// </param>
public sealed record ProcStep(string Target, bool ReadOnly) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "fsmount";

    /// <inheritdoc/>
    public override string Description => $"proc on {Target}{(ReadOnly ? " (read-only)" : "")}";

    /// <inheritdoc/>
    public override string? Path => Target;

    /// <inheritdoc/>
    public override bool IsRefusal(int errno) => errno is Errno.EPERM or Errno.EACCES or Errno.ENODEV or Errno.ENOSYS;

    /// <inheritdoc/>
    public override string? Hint(int errno) => RefusalHints.ForProc(errno);

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.Proc,
        Text1 = texts.Add(Target),
        Value1 = ReadOnly ? MountAttributes.ReadOnly : 0,
    };
}

using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Makes every mount private, so that no mount or unmount crosses between the host and the sandbox.</summary>
public sealed record MakePrivateStep : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "mount";

    /// <inheritdoc/>
    public override string Description => "make every mount private (MS_REC|MS_PRIVATE)";

    /// <inheritdoc/>
    public override string? Path => "/";

    /// <inheritdoc/>
    public override bool IsRefusal(int errno) => errno is Errno.EPERM or Errno.EACCES or Errno.ENOSYS;

    /// <inheritdoc/>
    public override string? Hint(int errno) => RefusalHints.ForMount(errno);

    internal override StepRecord Encode(TextTable texts) => new() { Code = (uint)StepCode.MakePrivate };
}

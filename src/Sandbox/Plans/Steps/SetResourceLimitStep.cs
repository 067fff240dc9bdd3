using System.Globalization;
using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Sets a resource limit, soft and hard, for the command and what it starts (setrlimit(2)). The hard limit of processor
/// time is a second more.
/// </summary>
/// <param name="Resource">The resource.</param>
/// <param name="Limit">The limit in the resource's own unit.</param>
public sealed record SetResourceLimitStep(ResourceLimit Resource, ulong Limit) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "setrlimit";

    /// <inheritdoc/>
    public override string Description => string.Create(CultureInfo.InvariantCulture, $"{Resource} {Limit}");

    /// <inheritdoc/>
    public override string? Hint(int errno) =>
        errno == Errno.EPERM ? "the limit is above the caller's own hard limit; ask for less" : null;

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.SetResourceLimit, Value1 = (ulong)Resource, Value2 = Limit };
}

using Sandbox.Linux.Seccomp;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Installs a system call filter (seccomp(2)). Comes after <see cref="NoNewPrivilegesStep"/>.</summary>
/// <param name="Filter">The filter.</param>
public sealed record SeccompFilterStep(SeccompFilter Filter) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "seccomp";

    /// <inheritdoc/>
    public override string Description => Filter.Description;

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.SeccompFilter, Text1 = texts.Add(Filter.Bytes.AsSpan()) };
}

using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Makes sure that a wrapper has mounted what was opened when the plan was started, for programs that look their sources up
/// by name once more. For plans with a wrapper; what is covered by a later mount cannot be compared.
/// </summary>
/// <param name="Source">What was opened: <see cref="WrapperArgument.HostPath"/>, which is an argument of the wrapper too.</param>
/// <param name="Target">Where it must be, in the root the wrapper has built.</param>
public sealed record SameFileStep(WrapperArgument Source, string Target) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "statx";

    /// <inheritdoc/>
    public override string Description => $"{Target} must be {Path}, as it was opened";

    /// <inheritdoc/>
    public override string? Path => (Source as HostPathArgument)?.Path;

    /// <inheritdoc/>
    public override string? Hint(int errno) =>
        errno == Errno.ESTALE ? "something replaced it while the sandbox was set up: run it again" : null;

    internal override StepRecord Encode(TextTable texts) => throw new NotSupportedException("only a plan with a wrapper has such a step");

    internal override StepRecord Encode(TextTable texts, WrapperLayout layout) => new()
    {
        Code = (uint)StepCode.SameFile,
        Value1 = layout.IndexOf((OpenedArgument)Source),
        Text1 = texts.Add(Target),
    };
}

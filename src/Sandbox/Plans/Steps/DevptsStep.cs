using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Mounts a new, empty devpts, so that terminals made inside are the sandbox's own (devpts(5)).</summary>
/// <param name="Target">The directory it is mounted on.</param>
/// <param name="ReadOnly">Whether nothing in it can be changed; terminals work all the same.</param>
public sealed record DevptsStep(string Target, bool ReadOnly = false) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "fsmount";

    /// <inheritdoc/>
    public override string Description => $"devpts on {Target}{(ReadOnly ? " (read-only)" : "")}";

    /// <inheritdoc/>
    public override string? Path => Target;

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.Devpts, Text1 = texts.Add(Target), Value1 = ReadOnly ? MountAttributes.ReadOnly : 0 };
}

using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// The kernel places the command's stack, heap and libraries, and those of all it starts, where it does without
/// randomization (personality(2), ADDR_NO_RANDOMIZE).
/// </summary>
public sealed record SetPersonalityStep : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "personality";

    /// <inheritdoc/>
    public override string Description => "addresses are not randomized (ADDR_NO_RANDOMIZE)";

    /// <inheritdoc/>
    public override string? Hint(int errno) => "a seccomp filter around this process refuses it; leave addresses randomized";

    internal override StepRecord Encode(TextTable texts) => new() { Code = (uint)StepCode.SetPersonality };
}

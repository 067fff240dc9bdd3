using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Binds a directory of the new root on itself, with its submounts, so that it can be neither renamed nor removed: a
/// mount point keeps its name (rename(2), EBUSY).
/// </summary>
/// <param name="Target">The directory.</param>
public sealed record PinStep(string Target) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "move_mount";

    /// <inheritdoc/>
    public override string Description => $"{Target} on itself, so that it keeps its name";

    /// <inheritdoc/>
    public override string? Path => Target;

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.Pin,
        Text1 = texts.Add(Target),
    };
}

using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>
/// Covers a file or directory, symbolic links followed, so that what is there cannot be reached: with one of mode 000,
/// or with an empty one.
/// </summary>
/// <param name="Target">The file or directory.</param>
/// <param name="Hide">Whether it is empty rather than refused.</param>
/// <param name="Optional">Whether a missing target is passed over, since nothing can make it inside.</param>
public sealed record MaskStep(string Target, bool Hide, bool Optional) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "move_mount";

    /// <inheritdoc/>
    public override string Description =>
        $"{(Hide ? "empty" : "inaccessible")} cover on {Target}{(Optional ? ", if there" : "")}";

    /// <inheritdoc/>
    public override string? Path => Target;

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.Mask,
        Flags = (uint)((Hide ? StepFlags.Hide : StepFlags.None) | (Optional ? StepFlags.Optional : StepFlags.None)),
        Text1 = texts.Add(Target),
    };
}

using System.Collections.Immutable;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Covers a file, symbolic links followed, with a read-only one of the plan's own.</summary>
/// <param name="Target">The file.</param>
/// <param name="Content">What is found there instead.</param>
/// <param name="Mode">Its mode.</param>
/// <param name="Summary">The content as a reader is shown it.</param>
public sealed record PlaceFileStep(
    string Target, ImmutableArray<byte> Content, UnixFileMode Mode, string Summary) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "move_mount";

    /// <inheritdoc/>
    public override string Description => $"{Summary} over {Target} (mode {Octal.Format(Mode)})";

    /// <inheritdoc/>
    public override string? Path => Target;

    internal override StepRecord Encode(TextTable texts) => new()
    {
        Code = (uint)StepCode.PlaceFile,
        Value1 = (ulong)Mode,
        Text1 = texts.Add(Target),
        Text2 = texts.Add(Content.AsSpan()),
    };
}

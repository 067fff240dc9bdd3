using Sandbox.Linux;
using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Opens the directory of the host that holds the upper layers of overlays. Comes before the <see cref="RootStep"/>.</summary>
/// <param name="Directory">The directory: for layer N it holds <c>N/upper</c> and <c>N/work</c>.</param>
public sealed record LayersStep(string Directory) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "openat";

    /// <inheritdoc/>
    public override string Description => $"throwaway layers in {Directory}";

    /// <inheritdoc/>
    public override string? Path => Directory;

    /// <inheritdoc/>
    public override string? Hint(int errno) =>
        errno == Errno.EACCES ? "the scratch directory must be reachable for this user (--scratch DIR)" : SourceHints.For(errno);

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.Layers, Text1 = texts.Add(Directory) };
}

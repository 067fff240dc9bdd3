using Sandbox.Wire;

namespace Sandbox.Plans;

/// <summary>Opens a regular file when every process of the sandbox is dead, and hands it to this process (openat2(2)).</summary>
/// <param name="Target">The file; no component of its path is a symbolic link.</param>
public sealed record CollectStep(string Target) : PlanStep
{
    /// <inheritdoc/>
    public override string Operation => "openat2";

    /// <inheritdoc/>
    public override string Description => $"hand out {Target}, if it is a regular file";

    /// <inheritdoc/>
    public override string? Path => Target;

    internal override StepRecord Encode(TextTable texts) =>
        new() { Code = (uint)StepCode.Collect, Text1 = texts.Add(Target) };
}

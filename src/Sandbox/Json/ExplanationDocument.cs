namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="SandboxExplanation"/>: <c>--explain --json</c>.</summary>
internal sealed record ExplanationDocument
{
    public required string Backend { get; init; }

    public required IReadOnlyList<string> Needs { get; init; }

    public required IReadOnlyList<SandboxExplanationStep> Steps { get; init; }

    public required IReadOnlyList<SandboxWarning> Warnings { get; init; }
}

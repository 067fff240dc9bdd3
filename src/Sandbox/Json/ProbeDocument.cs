namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="SandboxProbeReport"/>: <c>--check --json</c>.</summary>
internal sealed record ProbeDocument
{
    public string? Selected { get; init; }

    public required IReadOnlyList<string> Needs { get; init; }

    public required IReadOnlyList<SandboxWarning> Warnings { get; init; }

    public required IReadOnlyList<BackendDocument> Backends { get; init; }

    public required IReadOnlyList<HostFact> Facts { get; init; }
}

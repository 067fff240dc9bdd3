using System.Collections.Immutable;

namespace Sandbox;

/// <summary>A back-end that may serve a request, and how it came to be its turn.</summary>
/// <param name="Index">Its place among the eligible back-ends.</param>
/// <param name="Backend">The back-end.</param>
/// <param name="Spec">What it is asked for: the spec, or what is left of it.</param>
/// <param name="Warnings">What was dropped or replaced; empty where the spec is as it was.</param>
/// <param name="PassedOver">The back-ends that could not serve, each with the reason.</param>
internal sealed record Candidate(
    int Index,
    ISandboxBackend Backend,
    SandboxSpec Spec,
    ImmutableArray<SandboxWarning> Warnings,
    ImmutableArray<SandboxBackendReport> PassedOver)
{
    /// <summary>Whether the preferred back-end serves the spec as it was.</summary>
    public bool IsUnremarkable => Warnings.IsEmpty && PassedOver.IsEmpty;
}

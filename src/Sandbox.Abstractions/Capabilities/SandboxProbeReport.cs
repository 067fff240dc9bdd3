using System.Collections.Immutable;

namespace Sandbox;

/// <summary>What this machine can do, found by trying it.</summary>
public sealed record SandboxProbeReport
{
    /// <summary>One report for each back-end, in the order of preference.</summary>
    public required ImmutableArray<SandboxBackendReport> Backends { get; init; }

    /// <summary>Facts about the machine that explain the reports.</summary>
    public ImmutableArray<HostFact> Facts { get; init; } = [];

    /// <summary>The back-end that would serve the spec that was asked about; null when none can.</summary>
    public string? Selected { get; init; }

    /// <summary>What <see cref="Selected"/> would drop or replace, where degrading is allowed; otherwise empty.</summary>
    public ImmutableArray<SandboxWarning> Warnings { get; init; } = [];

    /// <summary>What that spec needs.</summary>
    public SandboxCapabilities Needs { get; init; }
}

namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="SandboxUsage"/>; times are in seconds.</summary>
internal sealed record UsageDocument
{
    public required double UserTime { get; init; }

    public required double SystemTime { get; init; }

    public required long MaxResidentBytes { get; init; }

    public required long MinorPageFaults { get; init; }

    public required long MajorPageFaults { get; init; }

    public required long VoluntaryContextSwitches { get; init; }

    public required long InvoluntaryContextSwitches { get; init; }

    public double? TreeProcessorTime { get; init; }

    public long? PeakMemoryBytes { get; init; }

    public int? PeakProcesses { get; init; }
}

namespace Sandbox.Json;

/// <summary>The JSON form of <see cref="SandboxLimits"/>.</summary>
internal sealed record LimitsDocument
{
    public TimeSpan? WallTime { get; init; }

    public TimeSpan? KillAfter { get; init; }

    public TimeSpan? CpuTime { get; init; }

    public SizeValue? Memory { get; init; }

    public int? Processes { get; init; }

    public decimal? Cpus { get; init; }

    public SizeValue? AddressSpace { get; init; }

    public SizeValue? FileSize { get; init; }

    public int? OpenFiles { get; init; }

    public SizeValue? Stack { get; init; }

    public SizeValue? CoreSize { get; init; }

    public SizeValue? Output { get; init; }
}

namespace Sandbox.Linux.Cgroups;

/// <summary>What a group tells of a run that is over. Null: the group has no such controller, or the kernel no such count.</summary>
/// <param name="MemoryExceeded">Whether something was killed because the group reached its own limit on memory.</param>
/// <param name="ProcessesExceeded">Whether a process could not be started because of its own limit on processes.</param>
/// <param name="ProcessorTime">Of the command and all it started (cpu.stat).</param>
/// <param name="PeakMemory">Bytes.</param>
/// <param name="PeakProcesses">Processes and threads.</param>
internal readonly record struct CgroupOutcome(
    bool MemoryExceeded, bool ProcessesExceeded, TimeSpan? ProcessorTime, long? PeakMemory, int? PeakProcesses)
{
    /// <param name="layout">The run's group.</param>
    /// <param name="before">What its limits' files said before the run.</param>
    public static CgroupOutcome Read(CgroupLayout layout, CgroupEvents before)
    {
        var (limits, usage) = (layout.Limits, layout.Usage);
        var after = CgroupEvents.Read(limits);
        return new CgroupOutcome(
            // A victim of the whole machine's want is killed, too; but then this group is not the one that was out of memory.
            after.MemoryShortages > before.MemoryShortages && after.MemoryKills > before.MemoryKills,
            after.RefusedProcesses > before.RefusedProcesses && WereProcessesUsedUp(limits),
            usage.ReadNumber("cpu.stat", "usage_usec") is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null,
            usage.ReadNumber("memory.peak"),
            (int?)usage.ReadNumber("pids.peak"));
    }

    // Before Linux 6.11 a group counts what was refused for a limit above it, too. Where the kernel knows no peak (6.1),
    // that cannot be told apart.
    private static bool WereProcessesUsedUp(CgroupDirectory limits) =>
        limits.ReadNumber("pids.peak") is not { } peak || limits.ReadNumber("pids.max") is { } most && peak >= most;
}

namespace Sandbox.Linux.Cgroups;

/// <summary>What a group tells of a run that is over. Null: the group has no such controller, or the kernel no such count.</summary>
/// <param name="MemoryExceeded">Whether something was killed because the group reached its own limit on memory.</param>
/// <param name="ProcessesExceeded">Whether a process could not be started because of its limit on processes.</param>
/// <param name="ProcessorTime">Of all that were ever in it (cpu.stat).</param>
/// <param name="PeakMemory">Bytes.</param>
/// <param name="PeakProcesses">Processes and threads.</param>
internal readonly record struct CgroupOutcome(
    bool MemoryExceeded, bool ProcessesExceeded, TimeSpan? ProcessorTime, long? PeakMemory, int? PeakProcesses)
{
    public static CgroupOutcome Read(CgroupDirectory group)
    {
        // A victim of the whole machine's want is killed, too; but then this group is not the one that was out of memory.
        var ownWant = group.ReadNumber("memory.events", "oom") > 0;
        var killed = group.ReadNumber("memory.events", "oom_kill") > 0;
        return new CgroupOutcome(
            ownWant && killed,
            group.ReadNumber("pids.events", "max") > 0,
            group.ReadNumber("cpu.stat", "usage_usec") is { } microseconds ? TimeSpan.FromMicroseconds(microseconds) : null,
            group.ReadNumber("memory.peak"),
            (int?)group.ReadNumber("pids.peak"));
    }
}

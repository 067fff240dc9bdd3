namespace Sandbox.Linux.Cgroups;

/// <summary>How often a group's own limits stood in the way, since it was made.</summary>
/// <param name="MemoryShortages">The limit on memory was reached and nothing could be freed.</param>
/// <param name="MemoryKills">A process was killed for want of memory, this group's or the machine's.</param>
/// <param name="RefusedProcesses">A process could not be started.</param>
internal sealed record CgroupEvents(long MemoryShortages, long MemoryKills, long RefusedProcesses)
{
    /// <summary>The counts of a group; what it does not count is 0.</summary>
    public static CgroupEvents Read(CgroupDirectory group) => new(
        group.ReadNumber("memory.events", "oom") ?? 0,
        group.ReadNumber("memory.events", "oom_kill") ?? 0,
        group.ReadNumber("pids.events", "max") ?? 0);
}

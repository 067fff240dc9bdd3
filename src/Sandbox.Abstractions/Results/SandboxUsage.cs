namespace Sandbox;

/// <summary>What the command and everything it started used, as the kernel counted it (getrusage(2)).</summary>
public sealed record SandboxUsage
{
    /// <summary>Processor time in user mode, summed over the tree.</summary>
    public TimeSpan UserTime { get; init; }

    /// <summary>Processor time in the kernel, summed over the tree.</summary>
    public TimeSpan SystemTime { get; init; }

    /// <summary>The largest resident set of any one process of the tree, in bytes.</summary>
    public long MaxResidentBytes { get; init; }

    /// <summary>Page faults served without reading from a disk.</summary>
    public long MinorPageFaults { get; init; }

    /// <summary>Page faults that had to read.</summary>
    public long MajorPageFaults { get; init; }

    /// <summary>Times a process gave up the processor, waiting.</summary>
    public long VoluntaryContextSwitches { get; init; }

    /// <summary>Times a process was made to give up the processor.</summary>
    public long InvoluntaryContextSwitches { get; init; }

    /// <summary>
    /// Processor time of the command's cgroup (cpu.stat): also of processes that were killed with the whole group, and
    /// of the sandbox's own init. Null without a group.
    /// </summary>
    public TimeSpan? TreeProcessorTime { get; init; }

    /// <summary>
    /// The most memory the cgroup held at a time, in bytes (memory.peak, Linux 5.19): of the processes, their files in
    /// memory, and what the kernel kept for them. Null without a limit on memory or before that version.
    /// </summary>
    public long? PeakMemoryBytes { get; init; }

    /// <summary>
    /// The most processes and threads there were in the cgroup at a time (pids.peak, Linux 6.1). Null without a limit on
    /// processes or before that version.
    /// </summary>
    public int? PeakProcesses { get; init; }
}

using Sandbox.Linux;
using Sandbox.Linux.Cgroups;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>The end of a command as sandbox-init saw it.</summary>
/// <param name="Report">The report of kind Exited.</param>
/// <param name="WallTimeReached">Whether the monitor reported the wall-clock limit before.</param>
internal readonly record struct RunOutcome(ReportRecord Report, bool WallTimeReached)
{
    /// <summary>Whether the command wrote more than it may.</summary>
    public bool OutputExceeded { get; init; }

    /// <summary>Whether the monitor reported that the group's processor time is used up.</summary>
    public bool ProcessorTimeReached { get; init; }

    /// <summary>What the command's group tells; null without one.</summary>
    public CgroupOutcome? Cgroup { get; init; }

    /// <summary>Whether a limit was reached, as far as it is known by now.</summary>
    public bool IsLimitReached(SandboxLimits limits) => StatusOf(limits, Usage()) is not (SandboxStatus.Exited or SandboxStatus.Signaled);

    public SandboxResult ToResult(string backend, SandboxLimits limits, TimeSpan elapsed)
    {
        var usage = Usage();
        return new SandboxResult
        {
            Status = StatusOf(limits, usage),
            ExitCode = Signal is null ? (Report.WaitStatus >> 8) & 0xFF : null,
            Signal = Signal,
            Backend = backend,
            Elapsed = elapsed,
            Usage = usage,
        };
    }

    // wait(2): the low 7 bits are the signal, the next byte up the exit code; 0x80 says that core was dumped.
    private int? Signal => (Report.WaitStatus & 0x7F) is not 0 and var signal ? signal : null;

    private SandboxStatus StatusOf(SandboxLimits limits, SandboxUsage usage)
    {
        return Signal switch
        {
            _ when Cgroup?.MemoryExceeded == true => SandboxStatus.MemoryExceeded,
            _ when Cgroup?.ProcessesExceeded == true => SandboxStatus.ProcessesExceeded,

            // No time at all is over when the command begins, however soon it ends.
            _ when WallTimeReached || limits.WallTime == TimeSpan.Zero => SandboxStatus.WallTimeExceeded,
            _ when ProcessorTimeReached || Cgroup?.ProcessorTime >= limits.CpuTime => SandboxStatus.CpuTimeExceeded,
            _ when OutputExceeded => SandboxStatus.OutputExceeded,
            null => SandboxStatus.Exited,
            Signals.SIGXCPU when HasComputed(limits.CpuTime, usage) => SandboxStatus.CpuTimeExceeded,

            // The hard limit, for a command that handles SIGXCPU.
            Signals.SIGKILL when usage.UserTime + usage.SystemTime >= limits.CpuTime => SandboxStatus.CpuTimeExceeded,
            Signals.SIGXFSZ when limits.FileSize is not null => SandboxStatus.FileSizeExceeded,
            _ => SandboxStatus.Signaled,
        };
    }

    // The kernel holds the limit by counting ticks, and on a busy machine counts some that another process had; but who has
    // used next to nothing got the signal from somebody else.
    private static bool HasComputed(TimeSpan? limit, SandboxUsage usage) => usage.UserTime + usage.SystemTime >= limit / 10;

    private SandboxUsage Usage() => new()
    {
        UserTime = TimeSpan.FromMicroseconds(Report.UserMicroseconds),
        SystemTime = TimeSpan.FromMicroseconds(Report.SystemMicroseconds),
        MaxResidentBytes = Report.MaxResident * 1024,
        MinorPageFaults = Report.MinorFaults,
        MajorPageFaults = Report.MajorFaults,
        VoluntaryContextSwitches = Report.VoluntarySwitches,
        InvoluntaryContextSwitches = Report.InvoluntarySwitches,
        TreeProcessorTime = Cgroup?.ProcessorTime,
        PeakMemoryBytes = Cgroup?.PeakMemory,
        PeakProcesses = Cgroup?.PeakProcesses,
    };
}

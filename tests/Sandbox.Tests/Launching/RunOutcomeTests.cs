using Sandbox.Launching;
using Sandbox.Wire;

namespace Sandbox.Tests.Launching;

/// <summary>How a wait status becomes a result.</summary>
public sealed class RunOutcomeTests
{
    private const int CoreDumped = 0x80;
    private const int Killed = 9;
    private const int CpuTimeSignal = 24;
    private const int FileSizeSignal = 25;

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(42)]
    [TestCase(125)]
    [TestCase(255)]
    public void An_exit_code_is_the_commands_own(int code)
    {
        var result = Ended(code << 8);

        Assert.That((result.Status, result.ExitCode, result.Signal), Is.EqualTo((SandboxStatus.Exited, (int?)code, (int?)null)));
        Assert.That(result.IsSuccess, Is.EqualTo(code == 0));
    }

    [TestCase(6)]
    [TestCase(Killed)]
    [TestCase(11 | CoreDumped)]
    [TestCase(64)]
    public void A_signal_is_no_exit_code(int status)
    {
        var result = Ended(status);

        Assert.That(
            (result.Status, result.ExitCode, result.Signal), Is.EqualTo((SandboxStatus.Signaled, (int?)null, (int?)(status & 0x7F))));
    }

    [Test]
    public void The_wall_clock_outranks_how_the_process_then_died()
    {
        var report = new ReportRecord { WaitStatus = 0 };

        var result = new RunOutcome(report, WallTimeReached: true).ToResult("b", SandboxLimits.None, TimeSpan.Zero);

        Assert.That((result.Status, result.ExitCode), Is.EqualTo((SandboxStatus.WallTimeExceeded, (int?)0)));
        Assert.That(result.IsSuccess, Is.False);
    }

    [TestCase(0)]
    [TestCase(Killed)]
    [TestCase(FileSizeSignal)]
    public void Too_much_output_outranks_how_the_process_then_died(int status)
    {
        var outcome = new RunOutcome(new ReportRecord { WaitStatus = status }, WallTimeReached: false) { OutputExceeded = true };

        Assert.That(outcome.ToResult("b", new() { FileSize = 0 }, TimeSpan.Zero).Status, Is.EqualTo(SandboxStatus.OutputExceeded));
        Assert.That(
            (outcome with { WallTimeReached = true }).ToResult("b", SandboxLimits.None, TimeSpan.Zero).Status,
            Is.EqualTo(SandboxStatus.WallTimeExceeded));
    }

    [Test]
    public void Memory_comes_before_processes_and_both_before_time_and_output()
    {
        var report = new ReportRecord { WaitStatus = Killed };
        var all = new RunOutcome(report, WallTimeReached: true)
        {
            OutputExceeded = true, ProcessorTimeReached = true, Cgroup = new(true, true, TimeSpan.FromSeconds(3), 4096, 7),
        };
        static SandboxResult Result(RunOutcome outcome) => outcome.ToResult("b", SandboxLimits.None, TimeSpan.Zero);

        Assert.That(Result(all).Status, Is.EqualTo(SandboxStatus.MemoryExceeded));
        Assert.That(
            Result(all with { Cgroup = all.Cgroup!.Value with { MemoryExceeded = false } }).Status,
            Is.EqualTo(SandboxStatus.ProcessesExceeded));
        Assert.That(Result(all with { Cgroup = null, WallTimeReached = false }).Status, Is.EqualTo(SandboxStatus.CpuTimeExceeded));
        Assert.That(
            (Result(all).Usage.TreeProcessorTime, Result(all).Usage.PeakMemoryBytes, Result(all).Usage.PeakProcesses),
            Is.EqualTo(((TimeSpan?)TimeSpan.FromSeconds(3), (long?)4096, (int?)7)));
    }

    [TestCase(CpuTimeSignal, 300_000)]
    [TestCase(Killed, 1_000_000)]
    public void The_end_of_processor_time_is_told_when_it_was_limited(int signal, long used)
    {
        var limits = new SandboxLimits { CpuTime = TimeSpan.FromSeconds(1) };

        Assert.That(Ended(signal, limits, used).Status, Is.EqualTo(SandboxStatus.CpuTimeExceeded));
        Assert.That(Ended(signal, cpuMicroseconds: used).Status, Is.EqualTo(SandboxStatus.Signaled));
    }

    [Test]
    public void A_kill_before_the_processor_time_is_used_up_is_someone_elses() =>
        Assert.That(
            Ended(Killed, new SandboxLimits { CpuTime = TimeSpan.FromSeconds(1) }, cpuMicroseconds: 999_999).Status,
            Is.EqualTo(SandboxStatus.Signaled));

    [Test]
    public void A_signal_like_that_of_the_limit_is_someone_elses_where_next_to_nothing_was_used() =>
        Assert.That(
            Ended(CpuTimeSignal, new SandboxLimits { CpuTime = TimeSpan.FromSeconds(1) }, cpuMicroseconds: 99_999).Status,
            Is.EqualTo(SandboxStatus.Signaled));

    [TestCase(999, SandboxStatus.Exited)]
    [TestCase(1000, SandboxStatus.CpuTimeExceeded, Description = "between two looks of the monitor")]
    public void What_the_group_used_is_the_trees_processor_time_however_the_command_ended(int milliseconds, SandboxStatus expected)
    {
        var outcome = new RunOutcome(default, WallTimeReached: false) { Cgroup = new(false, false, TimeSpan.FromMilliseconds(milliseconds), null, null) };

        Assert.That(outcome.ToResult("b", new() { CpuTime = TimeSpan.FromSeconds(1) }, TimeSpan.Zero).Status, Is.EqualTo(expected));
        Assert.That(outcome.ToResult("b", SandboxLimits.None, TimeSpan.Zero).Status, Is.EqualTo(SandboxStatus.Exited));
    }

    [Test]
    public void No_elapsed_time_at_all_is_over_at_once() =>
        Assert.That(Ended(0, new SandboxLimits { WallTime = TimeSpan.Zero }).Status, Is.EqualTo(SandboxStatus.WallTimeExceeded));

    [Test]
    public void A_file_grown_too_large_is_told_when_it_was_limited()
    {
        Assert.That(Ended(FileSizeSignal, new SandboxLimits { FileSize = 0 }).Status, Is.EqualTo(SandboxStatus.FileSizeExceeded));
        Assert.That(Ended(FileSizeSignal).Status, Is.EqualTo(SandboxStatus.Signaled));
    }

    [Test]
    public void Usage_is_in_the_units_that_are_documented()
    {
        var report = new ReportRecord
        {
            UserMicroseconds = 1_500_000,
            SystemMicroseconds = 250,
            MaxResident = 3,
            MinorFaults = 4,
            MajorFaults = 5,
            VoluntarySwitches = 6,
            InvoluntarySwitches = 7,
        };

        var usage = new RunOutcome(report, false).ToResult("b", SandboxLimits.None, TimeSpan.Zero).Usage;

        Assert.That(usage, Is.EqualTo(new SandboxUsage
        {
            UserTime = TimeSpan.FromSeconds(1.5),
            SystemTime = TimeSpan.FromMicroseconds(250),
            MaxResidentBytes = 3072,
            MinorPageFaults = 4,
            MajorPageFaults = 5,
            VoluntaryContextSwitches = 6,
            InvoluntaryContextSwitches = 7,
        }));
    }

    private static SandboxResult Ended(int waitStatus, SandboxLimits? limits = null, long cpuMicroseconds = 0)
    {
        var report = new ReportRecord { WaitStatus = waitStatus, UserMicroseconds = cpuMicroseconds };
        return new RunOutcome(report, false).ToResult("b", limits ?? SandboxLimits.None, TimeSpan.Zero);
    }
}

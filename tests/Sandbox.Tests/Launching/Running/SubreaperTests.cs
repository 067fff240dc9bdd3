using System.Diagnostics;
using System.Globalization;
using Sandbox.Plans;
using static Sandbox.Tests.Launching.Running.Started;

namespace Sandbox.Tests.Launching.Running;

/// <summary>Plans without a pid namespace: everything the command leaves behind ends all the same.</summary>
public sealed class SubreaperTests
{
    private string _mark = "";

    /// <summary>An argument that only this test's processes have.</summary>
    [SetUp]
    public void MakeMark() => _mark = $"mark-{Guid.NewGuid():N}";

    [TearDown]
    public void CheckThatNothingIsLeft()
    {
        var left = WithArgument(_mark).ToList();
        left.ForEach(id => Process.GetProcessById(id).Kill());
        Assert.That(left, Is.Empty, "processes that outlived their sandbox");
    }

    [Test]
    public async Task The_commands_exit_code_and_output_are_told()
    {
        var result = await RunAsync(Script("echo out; echo err >&2; exit 7"));

        Assert.That(result.ExitCode, Is.EqualTo(7));
        Assert.That(result.StandardOutputText, Is.EqualTo("out\n"));
        Assert.That(result.StandardErrorText, Is.EqualTo("err\n"));
    }

    [Test]
    public async Task The_signal_that_ended_the_command_is_told() =>
        Assert.That((await RunAsync(Script("kill -SEGV $$"))).Signal, Is.EqualTo(11));

    /// <remarks>A signal to the caller's whole process group reaches the command, and does not end the one who ends the rest.</remarks>
    [Test]
    public async Task The_command_is_in_the_callers_session_and_group_and_the_init_in_neither()
    {
        await using var process = await StartAsync(Script("exec sleep 100", new NotDumpableStep()));
        var init = ChildrenOf(process.MonitorId).Single();
        var command = ChildrenOf(init).Single();

        Assert.That(GroupAndSessionOf(command), Is.EqualTo(GroupAndSessionOf(Environment.ProcessId)));
        Assert.That(GroupAndSessionOf(process.MonitorId), Is.EqualTo(GroupAndSessionOf(Environment.ProcessId)));
        Assert.That(GroupAndSessionOf(init), Is.EqualTo((init, init)));
    }

    [Test]
    public async Task A_command_that_cannot_be_executed_is_told_all_the_same() =>
        Assert.That(
            (await Assert.ThrowsAsync<SandboxCommandException>(() => RunAsync(Script("") with { FileName = "/no/such/program" })))!.IsNotFound);

    [TestCase("sleep 100 {0} & ", TestName = "A_background_process_ends_with_the_command")]
    [TestCase("setsid sh -c 'sleep 100 {0} & sleep 100 {0} & wait' & sleep 0.1", TestName = "A_daemon_ends_with_the_command")]
    [TestCase("(trap '' TERM INT HUP; sleep 100 {0}) & sleep 0.1", TestName = "A_process_that_ignores_signals_ends_with_the_command")]
    [TestCase("sh -c 'kill -STOP $$' {0} & sleep 0.1", TestName = "A_stopped_process_ends_with_the_command")]
    public async Task What_is_left_ends_with_the_command(string script)
    {
        // sleep takes the mark for a further, short, time to sleep.
        _mark = $"0.{Random.Shared.NextInt64(1L << 40):D13}";
        var result = await RunAsync(Script(string.Format(System.Globalization.CultureInfo.InvariantCulture, script, _mark)));

        Assert.That(result.IsSuccess, result.StandardErrorText);
        Assert.That(WithArgument(_mark), Is.Empty);
    }

    [Test]
    public async Task A_deep_tree_ends_with_the_command()
    {
        // Each shell starts the next and waits; more generations than are looked at in one pass.
        var deep = "if [ $1 -gt 0 ]; then sh -c \"$D\" " + _mark + " $(($1-1)); else echo deep; sleep 100; fi; true";
        var result = await RunAsync(Script($"D='{deep}'; export D; (sh -c \"$D\" {_mark} 300 & ) | read x"));

        Assert.That(result.ExitCode, Is.Zero, result.StandardErrorText);
        Assert.That(WithArgument(_mark), Is.Empty);
    }

    /// <remarks>Eight chains in which each process forks the next and is gone: a list of processes is old when it is read.</remarks>
    [Test]
    public async Task Processes_that_fork_faster_than_they_are_counted_end_with_the_command()
    {
        var chain = "perl -e 'setpgrp; while (1) { exit if fork }' " + _mark + " & ";
        var watch = Stopwatch.StartNew();

        var result = await RunAsync(Script(string.Concat(Enumerable.Repeat(chain, 8)) + "sleep 0.3"));

        Assert.That(result.ExitCode, Is.Zero, result.StandardErrorText);
        Assert.That(WithArgument(_mark), Is.Empty);
        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
    }

    [Test]
    public async Task A_kill_ends_everything()
    {
        await using var process = await StartAsync(Script($"sh -c 'sleep 100; :' {_mark} & sleep 100; :"));
        await Until(() => WithArgument(_mark).Any(), "the background process runs");

        process.Kill();
        var result = await process.WaitForExitAsync();

        Assert.That(result.Signal, Is.EqualTo(9));
        Assert.That(WithArgument(_mark), Is.Empty);
    }

    [Test]
    public async Task The_wall_clock_limit_reaches_every_process()
    {
        var plan = Script($"(trap 'echo child; exit' TERM; sleep 100 & wait) & trap 'sleep 0.2; echo parent; exit 3' TERM; sleep 100 & wait; wait") with
        {
            WallTime = TimeSpan.FromMilliseconds(300),
            KillAfter = TimeSpan.FromSeconds(5),
        };

        var result = await RunAsync(plan);

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.WallTimeExceeded));
        Assert.That(result.StandardOutputText, Is.EqualTo("child\nparent\n"));
        Assert.That(result.ExitCode, Is.EqualTo(3));
    }

    [Test]
    public async Task When_the_init_is_killed_nothing_is_left()
    {
        await using var process = await StartAsync(Script($"sh -c 'sleep 100; :' {_mark} & sh -c 'sleep 100; :' {_mark}; :"));
        await Until(() => WithArgument(_mark).Count() == 2, "both processes run");

        Process.GetProcessById(ChildrenOf(process.MonitorId).Single()).Kill();

        Assert.That(async () => await process.WaitForExitAsync(), Throws.InstanceOf<SandboxSetupException>());
        Assert.That(WithArgument(_mark), Is.Empty);
    }

    [Test]
    public async Task When_the_monitor_is_killed_nothing_is_left()
    {
        await using var process = await StartAsync(Script($"sh -c 'sleep 100; :' {_mark} & sh -c 'sleep 100; :' {_mark}; :"));
        await Until(() => WithArgument(_mark).Count() == 2, "both processes run");

        Process.GetProcessById(process.MonitorId).Kill();

        Assert.That(async () => await process.WaitForExitAsync(), Throws.InstanceOf<SandboxSetupException>());
        Assert.That(WithArgument(_mark), Is.Empty);
    }

    /// <remarks>Without a pid namespace nobody is left to find what the command has started; see sandbox-init's README.</remarks>
    [Test]
    public async Task When_both_are_killed_at_once_the_command_ends()
    {
        await using var process = await StartAsync(Script($"exec sh -c 'echo; sleep 100; :' {_mark}"));
        await Until(() => WithArgument(_mark).Any(), "the command runs");
        var init = ChildrenOf(process.MonitorId).Single();

        // Stopped, neither can do anything about the other's death.
        foreach (var id in new[] { process.MonitorId, init })
        {
            using var stop = Process.Start("kill", ["-STOP", $"{id}"]);
            await stop.WaitForExitAsync();
        }

        Process.GetProcessById(process.MonitorId).Kill();
        Process.GetProcessById(init).Kill();

        await Until(() => !WithArgument(_mark).Any(), "the command has ended");
    }

    [Test]
    public async Task A_process_of_someone_else_is_left_alone()
    {
        using var stranger = Process.Start("sleep", ["100"]);
        try
        {
            await RunAsync(Script($"sh -c 'sleep 100; :' {_mark} & sleep 0.1"));

            Assert.That(stranger.HasExited, Is.False);
        }
        finally
        {
            stranger.Kill();
        }
    }

    [Test]
    public async Task No_descriptor_of_the_inits_is_open_in_the_command()
    {
        var result = await RunAsync(Script("ls /proc/$$/fd"));

        Assert.That(result.StandardOutputText, Is.EqualTo("0\n1\n2\n"));
    }

    // proc_pid_stat(5): after the name in parentheses come the state and the parent.
    private static (int Group, int Session) GroupAndSessionOf(int id)
    {
        var stat = File.ReadAllText($"/proc/{id}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (int.Parse(fields[2], CultureInfo.InvariantCulture), int.Parse(fields[3], CultureInfo.InvariantCulture));
    }
}

using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>Limits on time.</summary>
public sealed class TimeLimitTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [TestCase]
    [TestCase("--as-pid-1", "--kill-after", "100ms")]
    public async Task A_command_over_its_time_is_ended_and_124(params string[] options)
    {
        var result = await RunAsync("exec sleep 1000", options);

        Assert.That(result.ExpectExit(124).Error, Is.EqualTo("run-sandbox: the command reached its limit of elapsed time\n"));
        Assert.That(await StatusAsync(), Is.EqualTo("wallTimeExceeded"));
    }

    /// <summary>However long the grace: it ends when the command does.</summary>
    [TestCase]
    [TestCase("--kill-after", "1h")]
    public async Task A_command_may_clean_up_when_its_time_is_over(params string[] options)
    {
        var result = await RunAsync("trap 'echo cleaned; exit 3' TERM; while :; do sleep 0.05; done", options);

        Assert.That(result.ExpectExit(124).Output, Is.EqualTo("cleaned\n"));
        using var report = await ReportAsync();
        Assert.That(report.RootElement.GetProperty("status").GetString(), Is.EqualTo("wallTimeExceeded"));
        Assert.That(report.RootElement.GetProperty("exitCode").GetInt32(), Is.EqualTo(3), "the command's own");
    }

    [Test]
    public async Task Without_a_grace_it_is_killed_at_once()
    {
        var result = await RunAsync("trap 'echo cleaned; exit 3' TERM; while :; do sleep 0.05; done", "--kill-after", "0");

        Assert.That(result.ExpectExit(124).Output, Is.Empty);
        using var report = await ReportAsync();
        Assert.That(report.RootElement.GetProperty("signal").GetInt32(), Is.EqualTo(Native.SIGKILL));
    }

    [Test]
    public async Task A_command_that_does_not_go_is_killed() =>
        (await RunAsync("trap '' TERM; while :; do sleep 0.05; done", "--kill-after", "200ms")).ExpectExit(124);

    [Test]
    public async Task A_stopped_command_is_ended_too() =>
        (await RunAsync("kill -STOP $$", "--kill-after", "200ms")).ExpectExit(124);

    [Test]
    public async Task Everything_the_command_started_is_ended_with_it()
    {
        var marker = $"marker-{Guid.NewGuid():N}";

        var result = await RunAsync($"(trap '' TERM; exec setsid sh -c 'sleep 1000; : {marker}') & sleep 1000");

        Assert.That(HostProcess.Marked(marker), Is.Empty, result.ToString());
        result.ExpectExit(124);
    }

    [Test]
    public async Task A_command_within_its_time_keeps_its_exit_code() =>
        (await Tool.In(_directory).ShellAsync("exit 7", "--time-limit", "5m")).ExpectExit(7);

    [Test]
    public async Task No_time_at_all_is_over_however_soon_the_command_ends()
    {
        (await Tool.In(_directory).RunAsync("--time-limit", "0", "--report", "report", "--", "true")).ExpectExit(124);

        Assert.That(await StatusAsync(), Is.EqualTo("wallTimeExceeded"));
    }

    [Test]
    public async Task The_limit_holds_when_the_tool_is_stopped()
    {
        // Long enough for the tool to be stopped before, however busy the machine is.
        using var tool = RunningTool.Start(
            Tool.In(_directory), "--time-limit", "4s", "--kill-after", "0", "--", "sh", "-c", "echo ready; sleep 1000");
        await tool.ExpectLineAsync("ready");
        Native.Send(tool.Id, Native.SIGSTOP);
        // All but the monitor, which its parent cannot reap meanwhile.
        var processes = HostProcess.DescendantsOf(tool.Id).Where(process => process.Parent != tool.Id).ToList();

        Assert.That(processes, Is.Not.Empty);
        await HostProcess.ExpectGoneAsync(processes);
        Native.Send(tool.Id, Native.SIGCONT);

        (await tool.WaitAsync()).ExpectExit(124);
    }

    [Test]
    public async Task A_command_over_its_processor_time_is_ended_and_told_so()
    {
        var result = await Tool.In(_directory).ShellAsync(
            "while :; do :; done", "--cpu-time", "1s", "--time-limit", "60s", "--report", _directory["report"]);

        Assert.That(result.ExitCode, Is.EqualTo(128 + 24).Or.EqualTo(128 + Native.SIGKILL), result.ToString());
        Assert.That(result.Error, Does.Contain("limit of processor time"), result.ToString());
        Assert.That(await StatusAsync(), Is.EqualTo("cpuTimeExceeded"));
    }

    private Task<ToolResult> RunAsync(string script, params string[] options) => Tool.In(_directory).ShellAsync(
        script, ["--time-limit", "300ms", "--report", _directory["report"], .. options]);

    private async Task<JsonDocument> ReportAsync() => JsonDocument.Parse(await File.ReadAllTextAsync(_directory["report"]));

    private async Task<string?> StatusAsync()
    {
        using var report = await ReportAsync();
        return report.RootElement.GetProperty("status").GetString();
    }
}

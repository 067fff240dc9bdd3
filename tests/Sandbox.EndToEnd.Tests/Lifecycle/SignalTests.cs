using static Sandbox.EndToEnd.Tests.Lifecycle.Native;

namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>Signals to the tool reach the command, once; whether it stays or leaves its place to sandbox-init.</summary>
[TestFixture]
[TestFixture("--stay")]
public sealed class SignalTests(params string[] tool)
{
    private const int Last = SIGUSR2;

    private static readonly int[] Passed = [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGWINCH];

    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [TestCase]
    [TestCase("--as-pid-1")]
    [TestCase("--new-session")]
    public async Task A_signal_to_the_tool_reaches_the_command_once(params string[] options)
    {
        using var running = await StartAsync(options, []);

        foreach (var signal in Passed)
        {
            Send(running.Id, signal);
            await running.ExpectLineAsync($"{signal}");
        }

        await ExpectNoMoreAsync(running);
    }

    [TestCase]
    [TestCase("--as-pid-1")]
    [TestCase("--new-session")]
    public async Task A_signal_to_the_whole_group_as_from_a_terminal_reaches_the_command_once(params string[] options)
    {
        using var running = await StartAsync(options, []);

        await SendToGroupAsync(running);
    }

    [Test]
    public async Task A_command_that_left_the_group_still_gets_the_groups_signals_once()
    {
        using var running = await StartAsync([], ["leave-group"]);

        await SendToGroupAsync(running);
    }

    [Test]
    public async Task The_same_signal_can_be_passed_on_again_and_again()
    {
        using var running = await StartAsync([], []);

        for (var i = 0; i < 20; i++)
        {
            Send(running.Id, SIGUSR1);
            await running.ExpectLineAsync($"{SIGUSR1}");
        }

        await ExpectNoMoreAsync(running);
    }

    [TestCase(SIGINT)]
    [TestCase(SIGTERM)]
    [TestCase(SIGHUP)]
    [TestCase(SIGQUIT)]
    [TestCase(SIGUSR1)]
    [TestCase(SIGUSR2)]
    public async Task A_command_that_does_not_handle_a_signal_is_ended_by_it(int signal)
    {
        using var running = RunningTool.StartInGroup(Tool.In(_directory), [.. tool, "--", "sh", "-c", "ulimit -c 0; echo ready; exec sleep 1000"]);
        await running.ExpectLineAsync("ready");

        SendToGroup(running.Id, signal);

        (await running.WaitAsync()).ExpectExit(128 + signal);
    }

    [Test]
    public async Task A_signal_that_is_ignored_outside_stays_ignored_inside()
    {
        var shell = Tool.In(_directory) with { FileName = "sh" };
        using var running = RunningTool.Start(
            shell, ["-c", "trap '' HUP; exec \"$@\"", "sh", TestEnvironment.Tool, .. tool, "--", "sh", "-c", "echo ready; read line; echo end"]);
        await running.ExpectLineAsync("ready");

        Send(running.Id, SIGHUP);
        foreach (var process in HostProcess.DescendantsOf(running.Id))
        {
            Send(process.Id, SIGHUP);
        }

        running.CloseInput();
        await running.ExpectLineAsync("end");
        (await running.WaitAsync()).ExpectExit(0);
    }

    [Test]
    public async Task A_signal_that_is_ignored_outside_is_not_passed_on_to_a_command_that_handles_it()
    {
        var shell = Tool.In(_directory) with { FileName = "sh" };
        using var running = RunningTool.Start(
            shell, ["-c", "trap '' HUP INT; exec \"$@\"", "sh", TestEnvironment.Tool, .. tool, "--", Probe.Compile("signals")]);
        await running.ExpectLineAsync("ready");

        Send(running.Id, SIGHUP);
        Send(running.Id, SIGINT);

        await ExpectNoMoreAsync(running);
    }

    private async Task<RunningTool> StartAsync(string[] options, string[] arguments)
    {
        var running = RunningTool.StartInGroup(Tool.In(_directory), [.. tool, .. options, "--", Probe.Compile("signals"), .. arguments]);
        await running.ExpectLineAsync("ready");
        return running;
    }

    private static async Task SendToGroupAsync(RunningTool running)
    {
        foreach (var signal in Passed)
        {
            SendToGroup(running.Id, signal);
            await running.ExpectLineAsync($"{signal}");
        }

        await ExpectNoMoreAsync(running);
    }

    /// <summary>
    /// Nothing more has come by the time that one more signal, which was not used before, has gone the same way.
    /// </summary>
    private static async Task ExpectNoMoreAsync(RunningTool running)
    {
        Send(running.Id, Last);
        await running.ExpectLineAsync($"{Last}");
        running.CloseInput();
        await running.ExpectLineAsync("end");
        (await running.WaitAsync()).ExpectExit(0);
    }
}

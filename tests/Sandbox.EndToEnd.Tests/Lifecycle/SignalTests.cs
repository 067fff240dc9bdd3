using static Sandbox.EndToEnd.Tests.Lifecycle.Native;

namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>Signals to the tool reach the command, once.</summary>
public sealed class SignalTests
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
        using var tool = await StartAsync(options, []);

        foreach (var signal in Passed)
        {
            Send(tool.Id, signal);
            await tool.ExpectLineAsync($"{signal}");
        }

        await ExpectNoMoreAsync(tool);
    }

    [TestCase]
    [TestCase("--as-pid-1")]
    [TestCase("--new-session")]
    public async Task A_signal_to_the_whole_group_as_from_a_terminal_reaches_the_command_once(params string[] options)
    {
        using var tool = await StartAsync(options, []);

        await SendToGroupAsync(tool);
    }

    [Test]
    public async Task A_command_that_left_the_group_still_gets_the_groups_signals_once()
    {
        using var tool = await StartAsync([], ["leave-group"]);

        await SendToGroupAsync(tool);
    }

    [Test]
    public async Task The_same_signal_can_be_passed_on_again_and_again()
    {
        using var tool = await StartAsync([], []);

        for (var i = 0; i < 20; i++)
        {
            Send(tool.Id, SIGUSR1);
            await tool.ExpectLineAsync($"{SIGUSR1}");
        }

        await ExpectNoMoreAsync(tool);
    }

    [TestCase(SIGINT)]
    [TestCase(SIGTERM)]
    [TestCase(SIGHUP)]
    [TestCase(SIGQUIT)]
    [TestCase(SIGUSR1)]
    [TestCase(SIGUSR2)]
    public async Task A_command_that_does_not_handle_a_signal_is_ended_by_it(int signal)
    {
        using var tool = RunningTool.StartInGroup(Tool.In(_directory), "--", "sh", "-c", "ulimit -c 0; echo ready; exec sleep 1000");
        await tool.ExpectLineAsync("ready");

        SendToGroup(tool.Id, signal);

        (await tool.WaitAsync()).ExpectExit(128 + signal);
    }

    [Test]
    public async Task A_signal_that_is_ignored_outside_stays_ignored_inside()
    {
        var shell = Tool.In(_directory) with { FileName = "sh" };
        using var tool = RunningTool.Start(
            shell, "-c", "trap '' HUP; exec \"$@\"", "sh", TestEnvironment.Tool, "--", "sh", "-c", "echo ready; read line; echo end");
        await tool.ExpectLineAsync("ready");

        Send(tool.Id, SIGHUP);
        foreach (var process in HostProcess.DescendantsOf(tool.Id))
        {
            Send(process.Id, SIGHUP);
        }

        tool.CloseInput();
        await tool.ExpectLineAsync("end");
        (await tool.WaitAsync()).ExpectExit(0);
    }

    private async Task<RunningTool> StartAsync(string[] options, string[] arguments)
    {
        var tool = RunningTool.StartInGroup(Tool.In(_directory), [.. options, "--", Probe.Compile("signals"), .. arguments]);
        await tool.ExpectLineAsync("ready");
        return tool;
    }

    private static async Task SendToGroupAsync(RunningTool tool)
    {
        foreach (var signal in Passed)
        {
            SendToGroup(tool.Id, signal);
            await tool.ExpectLineAsync($"{signal}");
        }

        await ExpectNoMoreAsync(tool);
    }

    /// <summary>
    /// Nothing more has come by the time that one more signal, which was not used before, has gone the same way.
    /// </summary>
    private static async Task ExpectNoMoreAsync(RunningTool tool)
    {
        Send(tool.Id, Last);
        await tool.ExpectLineAsync($"{Last}");
        tool.CloseInput();
        await tool.ExpectLineAsync("end");
        (await tool.WaitAsync()).ExpectExit(0);
    }
}

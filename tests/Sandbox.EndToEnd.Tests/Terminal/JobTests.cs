using Sandbox.EndToEnd.Tests.Lifecycle;
using static Sandbox.EndToEnd.Tests.Terminal.TerminalSession;

namespace Sandbox.EndToEnd.Tests.Terminal;

/// <summary>
/// The tool as a job of the shell at a terminal. A key can meet a shell between fork and exec, where it stops or ends
/// less than a person would mean: so each test has three tries.
/// </summary>
/// <param name="options">What the tool is told, separated by blanks.</param>
[TestFixture("")]
[TestFixture(Chroot)]
public sealed class JobTests(string options)
{
    // Without a pid namespace: sandbox-init leaves the session then, and the command must not notice.
    private const string Chroot = "--backend chroot --allow-degraded -q";


    // The terminal shows the key as ^C or ^\ before what the command writes, or after.
    private const string EchoedKey = @"(\^[C\\])?";

    private TemporaryDirectory? _directory;

    [SetUp]
    public void MakeDirectory()
    {
        if (options == Chroot && !Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("chroot is root's");
        }

        _directory = new TemporaryDirectory();
    }

    [TearDown]
    public void DeleteDirectory() => _directory?.Dispose();

    [Retry(3)]
    [TestCase(CtrlC, Native.SIGINT)]
    [TestCase(CtrlBackslash, Native.SIGQUIT)]
    public async Task A_key_that_signals_reaches_the_command_once(string key, int signal)
    {
        using var terminal = await StartProbeAsync();

        await terminal.TypeAsync(key);
        await terminal.ExpectAsync($"^{EchoedKey}{signal}\r\n");

        await ExpectNoMoreAsync(terminal);
    }

    [Test]
    [Retry(3)]
    public async Task A_change_of_the_windows_size_reaches_the_command_once()
    {
        using var terminal = await StartProbeAsync();

        await terminal.ResizeAsync(10, 20);
        await terminal.ExpectAsync($"^{Native.SIGWINCH}\r\n");

        await ExpectNoMoreAsync(terminal);
    }

    [Test]
    [Retry(3)]
    public async Task Ctrl_C_ends_a_command_that_does_not_handle_it()
    {
        using var terminal = StartTool("sh", "-c", "echo ready; exec sleep 1000");
        await terminal.ExpectAsync("^ready\r\n");

        await terminal.TypeAsync(CtrlC);

        Assert.That(await terminal.WaitAsync(), Is.EqualTo(128 + Native.SIGINT), terminal.Screen);
    }

    [Test]
    [Retry(3)]
    public async Task Ctrl_Z_stops_the_tool_and_its_command_and_fg_continues_both()
    {
        using var terminal = Start(_directory!, Shell);
        await terminal.ExpectAsync("<prompt>");

        // It counts as long as it runs.
        await terminal.TypeAsync($"'{TestEnvironment.Tool}' {options} -- sh -c 'i=0; while :; do i=$((i+1)); echo count=$i; sleep 0.02; done'\n");
        await terminal.ExpectAsync("^count=3\r\n");
        await terminal.TypeAsync(CtrlZ);
        await terminal.ExpectAsync(@"\[1\]\+\s+Stopped");
        await terminal.ExpectAsync("<prompt>");
        await terminal.TypeAsync("echo at the prompt\n");
        await terminal.ExpectAsync("^at the prompt\r\n<prompt>");
        await terminal.TypeAsync("fg\n");
        await terminal.ExpectAsync(@"^count=\d+\r\ncount=\d+\r\n");
        await terminal.TypeAsync(CtrlC);
        await terminal.ExpectAsync("<prompt>");
        await terminal.TypeAsync("echo code=$?; exit\n");
        await terminal.ExpectAsync("^code=130\r\n");

        Assert.That(await terminal.WaitAsync(), Is.Zero, terminal.Screen);
    }

    [Test]
    [Retry(3)]
    public async Task Closing_the_terminal_ends_the_command()
    {
        var marker = $"marker-{Guid.NewGuid():N}";
        IReadOnlyList<HostProcess> processes;
        using (var terminal = StartTool("sh", "-c", "echo ready; sleep 1000; true", marker))
        {
            await terminal.ExpectAsync("^ready\r\n");
            processes = HostProcess.Marked(marker);
            Assert.That(processes, Is.Not.Empty);
        }

        await HostProcess.ExpectGoneAsync(processes);
    }

    [Test]
    [Retry(3)]
    public async Task A_command_in_the_background_can_not_read_from_the_terminal()
    {
        using var terminal = Start(_directory!, Shell);
        await terminal.ExpectAsync("<prompt>");

        await terminal.TypeAsync($"'{TestEnvironment.Tool}' {options} -- sh -c 'echo ready; read line; echo got=$line' &\n");
        await terminal.ExpectAsync("^(<prompt>)?ready\r\n");

        // The shell tells before a prompt, once every thread of the tool has stopped.
        string told;
        do
        {
            await terminal.TypeAsync("\n");
            told = (await terminal.ExpectAsync(@"\[1\]\+\s+Stopped|<prompt>")).Value;
        }
        while (told == "<prompt>");

        await terminal.TypeAsync("fg\n");
        await terminal.ExpectAsync("read line; echo got=\\$line'\r\n");
        await terminal.TypeAsync("typed\n");
        await terminal.ExpectAsync("^got=typed\r\n");
        await terminal.TypeAsync("exit\n");

        Assert.That(await terminal.WaitAsync(), Is.Zero, terminal.Screen);
    }

    [Test]
    [Retry(3)]
    public async Task Ctrl_Z_stops_nothing_where_no_shell_is_there_to_continue_it()
    {
        using var terminal = StartTool("sh", "-c", "echo ready; read line; echo got=$line");
        await terminal.ExpectAsync("^ready\r\n");

        await terminal.TypeAsync(CtrlZ);
        await terminal.TypeAsync("typed\n");
        await terminal.ExpectAsync("^got=typed\r\n");

        Assert.That(await terminal.WaitAsync(), Is.Zero, terminal.Screen);
    }

    private TerminalSession StartTool(params string[] command) =>
        TerminalSession.StartTool(_directory!, [.. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--", .. command]);

    private async Task<TerminalSession> StartProbeAsync()
    {
        var terminal = StartTool(Probe.Compile("signals"));
        await terminal.ExpectAsync("^ready\r\n");
        return terminal;
    }

    /// <summary>A second signal, sent to the tool alone, is the next thing that comes.</summary>
    private static async Task ExpectNoMoreAsync(TerminalSession terminal)
    {
        var tool = HostProcess.DescendantsOf(terminal.Id)[0];
        Native.Send(tool.Id, Native.SIGUSR2);
        await terminal.ExpectAsync($"\\G{EchoedKey}{Native.SIGUSR2}\r\n");
        await terminal.TypeAsync(CtrlD);
        Assert.That(await terminal.WaitAsync(), Is.Zero, terminal.Screen);
        Assert.That(terminal.Screen, Does.EndWith($"{Native.SIGUSR2}\r\nend\r\n"));
    }
}

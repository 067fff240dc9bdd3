using Sandbox.EndToEnd.Tests.Lifecycle;

namespace Sandbox.EndToEnd.Tests.Terminal;

/// <summary>run-sandbox -- bash, at a terminal.</summary>
public sealed class ShellTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [TestCase("--fs", "readonly")]
    [TestCase("--fs", "host", "--profile", "net shm python")]
    [Retry(3)]
    public async Task A_shell_inside_has_job_control(params string[] options)
    {
        _directory.File("job", "#!/bin/sh\necho started\nexec sleep 1000\n", (UnixFileMode)0b111_101_101);
        using var terminal = await StartShellAsync(options);

        await terminal.TypeAsync("./job\n");
        await terminal.ExpectAsync("^started\r\n");
        await terminal.TypeAsync(TerminalSession.CtrlZ);
        await terminal.ExpectAsync(@"\[1\]\+\s+Stopped\s+\./job");
        await PromptAsync(terminal);
        await RunAsync(terminal, "bg", @"^\[1\]\+ \./job &");
        await RunAsync(terminal, "jobs", @"^\[1\]\+\s+Running\s+\./job");
        await terminal.TypeAsync("fg\n");
        await terminal.ExpectAsync(@"^\./job\r\n");

        // The shell tells the command before it gives it the terminal.
        await HostProcess.ExpectInFrontAsync(
            HostProcess.DescendantsOf(terminal.Id).Single(process => process.Arguments.StartsWith("sleep 1000", StringComparison.Ordinal)));
        await terminal.TypeAsync(TerminalSession.CtrlC);
        await PromptAsync(terminal);
        await RunAsync(terminal, "echo code=$?", "^code=130\r\n");

        await ExpectExitAsync(terminal, 7);
    }

    [Test]
    [Retry(3)]
    public async Task Ctrl_C_at_the_prompt_does_not_end_the_shell()
    {
        using var terminal = await StartShellAsync();

        await terminal.TypeAsync("half a comm" + TerminalSession.CtrlC);
        await PromptAsync(terminal);
        await RunAsync(terminal, "echo still here", "^still here\r\n");

        await ExpectExitAsync(terminal, 3);
    }

    [Test]
    [Retry(3)]
    public async Task Ctrl_D_ends_the_shell_and_the_tool()
    {
        using var terminal = await StartShellAsync();

        await terminal.TypeAsync(TerminalSession.CtrlD);

        Assert.That(await terminal.WaitAsync(), Is.Zero, terminal.Screen);
    }

    [Test]
    [Retry(3)]
    public async Task The_terminal_has_a_name_inside_that_leads_to_it()
    {
        using var terminal = await StartShellAsync();

        await terminal.TypeAsync("tty && echo typed >\"$(tty)\" && echo found >/dev/tty\n");
        await terminal.ExpectAsync("^/dev/.*\r\n");
        await terminal.ExpectAsync("^typed\r\n");
        await terminal.ExpectAsync("^found\r\n");
        await PromptAsync(terminal);

        await ExpectExitAsync(terminal, 0);
    }

    [Test]
    [Retry(3)]
    public async Task The_window_has_its_size_inside_also_after_it_changed()
    {
        using var terminal = await StartShellAsync();

        await RunAsync(terminal, "stty size", "^24 80\r\n");
        await terminal.ResizeAsync(50, 132);
        await RunAsync(terminal, "stty size", "^50 132\r\n");

        await ExpectExitAsync(terminal, 0);
    }

    [Test]
    [Retry(3)]
    public async Task In_a_session_of_its_own_the_shell_has_no_terminal_to_control()
    {
        using var terminal = TerminalSession.StartTool(
            _directory, "--new-session", "--", "sh", "-c", "(: </dev/tty) 2>/dev/null || echo none; exit 5");

        await terminal.ExpectAsync("^none\r\n");

        Assert.That(await terminal.WaitAsync(), Is.EqualTo(5), terminal.Screen);
    }

    private async Task<TerminalSession> StartShellAsync(params string[] options)
    {
        var terminal = TerminalSession.StartTool(_directory, [.. options, "--", .. TerminalSession.Shell]);
        await PromptAsync(terminal);
        Assert.That(terminal.Screen, Does.Not.Contain("no job control"));
        return terminal;
    }

    private static async Task PromptAsync(TerminalSession terminal) => await terminal.ExpectAsync("<prompt>");

    private static async Task RunAsync(TerminalSession terminal, string line, string expected)
    {
        await terminal.TypeAsync(line + "\n");
        await terminal.ExpectAsync(expected);
        await PromptAsync(terminal);
    }

    private static async Task ExpectExitAsync(TerminalSession terminal, int code)
    {
        await terminal.TypeAsync($"exit {code}\n");
        Assert.That(await terminal.WaitAsync(), Is.EqualTo(code), terminal.Screen);
    }
}

using static Sandbox.EndToEnd.Tests.Lifecycle.Native;

namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>Whichever process of a sandbox is killed, the others go with it and nothing stays behind.</summary>
/// <param name="tool">Options: the tool stays as the monitor's parent, or becomes the monitor.</param>
[TestFixture]
[TestFixture("--stay")]
public sealed class KillTests(params string[] tool)
{
    /// <summary>In the order of descent: the monitor, the init, the command.</summary>
    private const int Monitor = 0;
    private const int Init = 1;
    private const int Command = 2;

    private TemporaryDirectory _work = null!;
    private TemporaryDirectory _temporary = null!;
    private string _mounts = null!;
    private string _marker = null!;

    [SetUp]
    public async Task Prepare()
    {
        _work = new TemporaryDirectory();
        _temporary = new TemporaryDirectory();
        _mounts = await File.ReadAllTextAsync("/proc/self/mountinfo");
        _marker = $"marker-{Guid.NewGuid():N}";
    }

    [TearDown]
    public void CleanUp()
    {
        _work.Dispose();
        _temporary.Dispose();
    }

    [Test]
    public async Task Killing_the_tool_leaves_nothing()
    {
        using var running = await StartAsync();
        var processes = Descendants(running);

        Send(running.Id, SIGKILL);

        (await running.WaitAsync()).ExpectExit(128 + SIGKILL);
        await ExpectNothingLeftAsync(processes);
    }

    [Test]
    public async Task Killing_the_monitor_leaves_nothing_and_is_no_end_of_the_command()
    {
        using var running = await StartAsync();
        var processes = Descendants(running);

        Send(processes[Monitor].Id, SIGKILL);

        var result = await running.WaitAsync();
        ExpectEndOfSandboxInit(result, isMonitor: true);
        await ExpectNothingLeftAsync(processes);
    }

    [Test]
    public async Task Killing_the_init_leaves_nothing_and_is_no_end_of_the_command()
    {
        using var running = await StartAsync();
        var processes = Descendants(running);

        Send(processes[Init].Id, SIGKILL);

        var result = await running.WaitAsync();
        ExpectEndOfSandboxInit(result, isMonitor: false);
        await ExpectNothingLeftAsync(processes);
    }

    [Test]
    public async Task Killing_the_command_is_its_end_and_leaves_nothing()
    {
        using var running = await StartAsync();
        var processes = Descendants(running);

        Send(processes[Command].Id, SIGKILL);

        (await running.WaitAsync()).ExpectExit(128 + SIGKILL);
        await ExpectNothingLeftAsync(processes);
    }

    [Test]
    public async Task Killing_a_command_that_is_process_1_leaves_nothing()
    {
        using var running = await StartAsync("--as-pid-1");
        var processes = Descendants(running);

        Send(processes[Init].Id, SIGKILL);

        (await running.WaitAsync()).ExpectExit(128 + SIGKILL);
        await ExpectNothingLeftAsync(processes);
    }

    [Test]
    public async Task Killing_the_tool_while_it_sets_up_leaves_nothing()
    {
        for (var i = 0; i < 10; i++)
        {
            using var running = RunningTool.Start(Quiet, [.. tool, "--", "sh", "-c", "sleep 1000; true", _marker]);

            // At any moment of it, each time another one.
            await Task.Delay(TimeSpan.FromMilliseconds(20 * i), TimeProvider.System);
            var processes = HostProcess.DescendantsOf(running.Id);
            Send(running.Id, SIGKILL);

            await running.WaitAsync();
            await ExpectNothingLeftAsync(processes);
        }
    }

    private ToolCommand Quiet => Tool.In(_work) with
    {
        Environment = new Dictionary<string, string?>
        {
            ["TMPDIR"] = _temporary.Path, ["HOME"] = _temporary.Path, ["XDG_RUNTIME_DIR"] = _temporary.Path,

            // The .NET runtime's own debugging sockets, which it leaves when it is killed.
            ["DOTNET_EnableDiagnostics"] = "0",
        },
    };

    private async Task<RunningTool> StartAsync(params string[] options)
    {
        // One child in the foreground, one in the background, one that has left its session and ignores what it can.
        const string Script = "sleep 1000 & (trap '' HUP TERM INT; exec setsid sleep 1001) & sh -c 'echo ready; exec sleep 1002'; true";
        var running = RunningTool.Start(
            Quiet, [.. tool, .. options, "--tmpfs", "/mnt", "--deny", "/etc/passwd", "--", "sh", "-c", Script, _marker]);
        await running.ExpectLineAsync("ready");
        return running;
    }

    private static List<HostProcess> Descendants(RunningTool running)
    {
        var processes = new List<HostProcess>(HostProcess.DescendantsOf(running.Id));
        if (HostProcess.All.Single(process => process.Id == running.Id) is { Arguments: var arguments } monitor && IsInit(arguments))
        {
            processes.Insert(0, monitor);
        }

        Assert.That(processes, Has.Count.GreaterThanOrEqualTo(5));
        Assert.That(IsInit(processes[Monitor].Arguments), processes[Monitor].Arguments);
        return processes;

        static bool IsInit(string arguments) => arguments.StartsWith("sandbox-init", StringComparison.Ordinal);
    }

    // Nobody is left to say more than the signal says, where the tool is the monitor.
    private void ExpectEndOfSandboxInit(ToolResult result, bool isMonitor)
    {
        if (isMonitor && tool.Length == 0)
        {
            result.ExpectExit(128 + SIGKILL);
            return;
        }

        result.ExpectExit(125);
        Assert.That(result.Error, Does.Contain("run-sandbox: sandbox-init was killed"), result.ToString());
    }

    private async Task ExpectNothingLeftAsync(IEnumerable<HostProcess> processes)
    {
        await HostProcess.ExpectGoneAsync(processes);
        Assert.That(HostProcess.Marked(_marker), Is.Empty, "processes");
        Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Is.EqualTo(_mounts), "mounts");
        Assert.That(_work.List(), Is.Empty, "files in the working directory");
        Assert.That(_temporary.List(), Is.Empty, "temporary files");
    }
}

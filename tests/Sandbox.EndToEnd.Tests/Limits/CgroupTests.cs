using System.Diagnostics;
using Sandbox.Backends.Namespaces;

namespace Sandbox.EndToEnd.Tests.Limits;

/// <summary>The control group of a run: the command is in it, cannot leave it, and nothing of it stays.</summary>
public sealed class CgroupTests
{
    private TestGroup _group = null!;

    [SetUp]
    public void MakeGroup() => _group = TestGroup.Make();

    [TearDown]
    public void RemoveGroup() => _group?.Dispose();

    [TestCase()]
    [TestCase("--fs", "host")]
    [TestCase("--as-pid-1")]
    [TestCase("--backend", "bwrap")]
    [TestCase("--backend", "chroot", "--net", "host", "--allow-degraded", "-q")]
    public async Task The_command_is_in_a_group_of_its_own_and_sees_none_above(params string[] options)
    {
        if (options.Contains("chroot") && !Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("the back-end chroot is for root");
        }

        var result = await Tool.RunAsync([.. options, "--cgroup-parent", _group.Path, "--", "grep", "^0:", "/proc/self/cgroup"]);

        result.ExpectOutput("0::/");
        Assert.That(_group.Groups, Is.Empty);
    }

    [TestCase()]
    [TestCase("--fs", "host")]
    [TestCase("--backend", "bwrap")]
    [TestCase("--bind", "/sys/fs/cgroup:/tmp/groups")]
    public async Task The_command_cannot_leave_its_group(params string[] options)
    {
        // In the root `host` the probe makes its mount point on the host.
        using var cleanUp = new RemovedDirectory("/tmp/group");

        var result = await new ToolCommand().ProbeAsync("group", [], [.. options, "--cgroup-parent", _group.Path]);

        result.ExpectOutput("shown: held\nmemory.max: ENOENT\npids.max: ENOENT\nfurther group: EAGAIN");
    }

    [TestCase("namespaces")]
    [TestCase("bwrap")]
    public async Task A_group_that_is_there_already_can_be_run_in(string backend)
    {
        using var directory = new TemporaryDirectory();
        var existing = Directory.CreateDirectory($"{_group.Path}/existing");
        directory.File("spec.json", $$"""{"fileName": "sh", "workingDirectory": "/", "cgroup": {"existing": "{{existing.FullName}}" } }""");

        var result = await Tool.In(directory).RunAsync(
            "--backend", backend, "--spec", "spec.json", "--report", "report", "--", "grep", "^0:", "/proc/self/cgroup");

        result.ExpectOutput("0::/");
        Assert.That(await File.ReadAllTextAsync(directory["report"]), Does.Contain("\"treeProcessorTime\":"));
        Assert.That(existing.GetDirectories(), Is.Empty);
        existing.Delete();
    }

    /// <summary>Without this, "held" could mean that nobody can be started in a group that way.</summary>
    [Test]
    public async Task Without_a_group_of_its_own_it_can_be_started_in_another()
    {
        using var cleanUp = new RemovedDirectory("/tmp/group");

        var result = await new ToolCommand().ProbeAsync("group", [], "--fs", "host");

        Assert.That(result.Output, Does.StartWith("shown: left\n"), result.ToString());
    }

    [Test]
    public async Task The_group_of_a_host_that_was_killed_is_swept_by_the_next()
    {
        string[] arguments = ["--cgroup-parent", _group.Path, "--"];
        using var tool = new ToolCommand().Start([.. arguments, "sh", "-c", "echo ready; exec sleep 1000"]);
        Assert.That(await tool.StandardOutput.ReadLineAsync(), Is.EqualTo("ready"));
        Assert.That(_group.Groups, Has.Length.EqualTo(1));

        tool.Kill();
        await tool.WaitForExitAsync();
        await Until(async () =>
        {
            // The lock goes with the monitor, a moment after the tool.
            (await Tool.RunAsync([.. arguments, "true"])).ExpectExit(0);
            return _group.Groups.Length == 0;
        });
    }

    [Test]
    public async Task The_report_tells_what_the_group_counted()
    {
        using var directory = new TemporaryDirectory();

        await Tool.In(directory).RunAsync("--cgroup-parent", _group.Path, "--report", "report", "--", "true");

        Assert.That(await File.ReadAllTextAsync(directory["report"]), Does.Contain("\"treeProcessorTime\":"));
    }

    [Test]
    public async Task Processor_time_is_limited_for_the_whole_tree()
    {
        // Four together use up a second while each of them has more than half of its own left.
        var result = await RunAsync("for i in 1 2 3 4; do while :; do :; done & done; wait", TimeSpan.FromSeconds(1));

        Assert.That(result.Status, Is.EqualTo(SandboxStatus.CpuTimeExceeded), result.ToString());
        Assert.That(result.Usage.TreeProcessorTime, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(_group.Groups, Is.Empty);
    }

    /// <summary>The kernel would end the child alone, and the shell go on.</summary>
    [Test]
    public async Task A_single_process_that_uses_up_all_of_it_ends_the_tree()
    {
        var result = await RunAsync("sh -c 'while :; do :; done'; exit 0", TimeSpan.FromSeconds(1));

        Assert.That((result.Status, result.ExitCode), Is.EqualTo((SandboxStatus.CpuTimeExceeded, (int?)null)));
    }

    [Test]
    public async Task A_signal_like_that_of_the_limit_is_not_taken_for_it()
    {
        var result = await RunAsync("ulimit -c 0; kill -XCPU $$", TimeSpan.FromMinutes(1));

        Assert.That((result.Status, result.Signal), Is.EqualTo((SandboxStatus.Signaled, (int?)24)));
    }

    [Test]
    public async Task A_sleeper_uses_no_processor_time()
    {
        var result = await RunAsync("sleep 1.5; exit 4", TimeSpan.FromSeconds(1));

        Assert.That((result.Status, result.ExitCode), Is.EqualTo((SandboxStatus.Exited, (int?)4)));
    }

    [Test]
    public async Task Processor_time_is_limited_while_the_host_is_stopped()
    {
        using var tool = new ToolCommand().Start(
            "--cgroup-parent", _group.Path, "--cpu-time", "1s", "--", "sh", "-c",
            "for i in 1 2 3 4; do while :; do :; done & done; echo ready; wait");
        await tool.StandardOutput.ReadLineAsync();

        Process.Start("kill", ["-STOP", $"{tool.Id}"]).WaitForExit();
        var events = $"{_group.Path}/{_group.Groups.Single()}/cgroup.events";
        await Until(() => File.ReadAllText(events).Contains("populated 0", StringComparison.Ordinal));
        Process.Start("kill", ["-CONT", $"{tool.Id}"]).WaitForExit();

        await tool.WaitForExitAsync();
        Assert.That(await tool.StandardError.ReadToEndAsync(), Does.Contain("limit of processor time"));
    }

    [Test]
    public async Task A_directory_that_is_no_group_is_refused()
    {
        var result = await Tool.RunAsync("--cgroup-parent", "/usr", "--", "true");

        result.ExpectRefusal("/usr", "no group of cgroup v2");
    }

    /// <summary>Opening a named pipe waits for its other end: a place to hold a start at.</summary>
    [Test]
    public async Task A_limit_that_is_changed_before_the_command_runs_ends_the_run()
    {
        using var directory = new TemporaryDirectory();
        await Process.Start("mkfifo", [directory["first"], directory["second"]]).WaitForExitAsync();
        var sandbox = new SandboxRunner([new NamespacesBackend()]);
        var run = Task.Run(() => sandbox.RunAsync(SandboxSpec.For("sleep", "1000") with
        {
            Stdio = new() { Input = SandboxInput.File(directory["first"]), Output = SandboxOutput.File(directory["second"]), Error = SandboxOutput.Null },
            WorkingDirectory = "/",
            Cgroup = new() { Parent = _group.Path },
        }));

        // The group is made before the first is opened, and the command runs when the second is.
        await (await OpenAsync(directory["first"], FileAccess.Write)).DisposeAsync();
        await File.WriteAllTextAsync($"{_group.Path}/{_group.Groups.Single()}/limited/cgroup.max.descendants", "2");
        await using var output = await OpenAsync(directory["second"], FileAccess.Read);

        await Assert.ThatAsync(() => run, Throws.TypeOf<SandboxSetupException>().With.Message.Contains("cgroup.max.descendants"));
        Assert.That(_group.Groups, Is.Empty);
    }

    private Task<SandboxResult> RunAsync(string script, TimeSpan cpuTime) => new SandboxRunner([new NamespacesBackend()]).RunAsync(
        SandboxSpec.For("sh", "-c", script) with
        {
            Stdio = SandboxStdio.Captured,
            WorkingDirectory = "/",
            Cgroup = new() { Parent = _group.Path },
            Limits = new() { CpuTime = cpuTime, KillAfter = TimeSpan.Zero },
        });

    private static Task<FileStream> OpenAsync(string pipe, FileAccess access) =>
        Task.Run(() => new FileStream(pipe, FileMode.Open, access, FileShare.ReadWrite)).WaitAsync(TimeSpan.FromMinutes(1));

    private static Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    private static async Task Until(Func<Task<bool>> condition)
    {
        var hang = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.That(hang.Elapsed, Is.LessThan(TimeSpan.FromMinutes(1)));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
        }
    }

    private sealed class RemovedDirectory(string path) : IDisposable
    {
        public void Dispose()
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path);
            }
        }
    }
}

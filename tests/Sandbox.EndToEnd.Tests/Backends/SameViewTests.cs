namespace Sandbox.EndToEnd.Tests.Backends;

/// <summary>The same request on namespaces and on bwrap is the same sandbox, as seen from inside.</summary>
public sealed class SameViewTests
{
    private TemporaryDirectory _work = null!;

    [SetUp]
    public void Prepare()
    {
        Bubblewrap.Require();
        _work = new TemporaryDirectory();
        _work.File("data/file", "content\n");
        _work.File("data/secret/key", "secret\n");
        _work.File("view.sh", SandboxView.Script);
        _work.Folder("root");
    }

    [TearDown]
    public void CleanUp() => _work.Dispose();

    [Test]
    public Task By_default() => CompareAsync([]);

    [Test]
    public Task With_the_hosts_tree_as_it_is() => CompareAsync(["--fs", "host", "--env", "PRIVATE=", "--deny", "/etc/passwd"], "/etc/passwd");

    [Test]
    public Task With_another_root() => CompareAsync(
    [
        "--root", _work["root"], "--ro-bind", "/usr", "--ro-bind", "/bin", "--ro-bind", "/lib", "--ro-bind-try", "/lib64",
        "--ro-bind", _work["view.sh"], "--bind", $"{_work["data"]}:/data", "--chdir", "/data",
    ]);

    [Test]
    public Task With_every_kind_of_mount() => CompareAsync(
    [
        "--bind", $"{_work["data"]}:/new/data", "--ro-bind", "/etc/hosts:/etc/new/hosts", "--ro-bind-try", "/missing:/mnt/missing",
        "--tmpfs", "/mnt/memory:size=64K,mode=0711", "--dir", "/made:0700", "--symlink", "../made:/usr/link",
        "--file", "/etc/hosts:/etc/group:0600", "--file", "/etc/hosts:/tmp/copy:0640", "--dev", "/mnt/dev", "--proc", "/mnt/proc",
    ]);

    [Test]
    public Task With_denied_paths()
    {
        string[] denied =
        [
            "/etc/passwd", "/etc/ssl", "/etc/*.conf", "/etc/missing", "/tmp/missing", "/tmp/a/b", "/dev/full", "/proc/kcore",
            $"{_work["data"]}/secret/key",
        ];
        string[] hidden = ["/etc/group", "/opt", "/proc/sys", "/made/data"];
        return CompareAsync(
            [
                "--bind", $"{_work["data"]}:/made/data",
                .. denied.SelectMany(path => new[] { "--deny", path }), .. hidden.SelectMany(path => new[] { "--deny", $"{path}:hide" }),
            ],
            [.. denied, .. hidden]);
    }

    [Test]
    public Task With_another_identity() => CompareAsync(["--uid", "7", "--gid", "8", "--hostname", "box", "--umask", "0077"]);

    [Test]
    public Task With_the_hosts_network() => CompareAsync(["--net", "host"]);

    [Test]
    public Task With_an_environment_of_its_own() =>
        CompareAsync(["--clear-env", "--env", "PATH=/usr/bin:/bin", "--env", "NAME=two words", "--new-session"]);

    [Test]
    public Task With_limits() => CompareAsync(["--open-files", "64", "--file-size", "1M", "--cpu-time", "9s", "--time-limit", "60s"]);

    [TestCase("exit 0")]
    [TestCase("exit 3")]
    [TestCase("kill -KILL $$")]
    [TestCase("kill -SEGV $$")]
    [TestCase("/etc/hosts")]
    [TestCase("/missing")]
    [TestCase("echo out; echo err >&2; cat")]
    [TestCase("sleep 60 & exit 5")]
    public Task The_end_of_a_command_is_the_same(string script) => CompareEndAsync([], ["sh", "-c", script]);

    [TestCase("/missing/program", 127)]
    [TestCase("/usr", 126)]
    public async Task A_command_that_cannot_be_executed_is_told_in_the_same_words(string program, int exitCode) =>
        (await CompareEndAsync([], [program])).ExpectExit(exitCode);

    [Test]
    public async Task The_end_of_time_is_the_same() =>
        (await CompareEndAsync(["--time-limit", "200ms", "--kill-after", "100ms"], ["sleep", "60"])).ExpectExit(124);

    private async Task CompareAsync(string[] options, params string[] denied)
    {
        var namespaces = await ViewAsync("namespaces", options, denied);
        var bwrap = await ViewAsync("bwrap", options, denied);
        Assert.That(SandboxView.Normalize(bwrap.Output), Is.EqualTo(SandboxView.Normalize(namespaces.Output)), bwrap.Error);
        Assert.That(bwrap.Error, Is.EqualTo(namespaces.Error));
    }

    private async Task<ToolResult> ViewAsync(string backend, string[] options, string[] denied) =>
        (await Tool.In(_work).RunAsync(["--backend", backend, "--env", "PRIVATE=/tmp /dev/shm", .. options, "--", "/bin/sh", _work["view.sh"], .. denied])).ExpectExit(0);

    private async Task<ToolResult> CompareEndAsync(string[] options, string[] command)
    {
        var tool = Tool.In(_work) with { Input = "input" };
        var namespaces = await tool.RunAsync(["--backend", "namespaces", .. options, "--", .. command]);
        var bwrap = await tool.RunAsync(["--backend", "bwrap", .. options, "--", .. command]);
        Assert.That((bwrap.ExitCode, bwrap.Output, bwrap.Error), Is.EqualTo((namespaces.ExitCode, namespaces.Output, namespaces.Error)));
        return bwrap;
    }
}

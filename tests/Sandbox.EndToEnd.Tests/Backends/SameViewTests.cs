using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Backends;

/// <summary>The same request on namespaces and on bwrap is the same sandbox, as seen from inside and as reported.</summary>
/// <param name="version">Which bubblewrap.</param>
[TestFixture(Bubblewrap.Installed)]
[TestFixture(Bubblewrap.Recent)]
public sealed class SameViewTests(string version)
{
    private TemporaryDirectory? _work;
    private string _path = "";

    private TemporaryDirectory Work => _work!;

    [SetUp]
    public void Prepare()
    {
        _path = Bubblewrap.RequirePath(version);
        _work = new TemporaryDirectory();
        _work.File("data/file", "content\n");
        _work.File("data/secret/key", "secret\n");
        _work.File("view.sh", SandboxView.Script);
        _work.Folder("root");
    }

    [TearDown]
    public void CleanUp() => _work?.Dispose();

    [Test]
    public Task By_default() => CompareAsync([]);

    [Test]
    public Task With_the_hosts_tree_as_it_is() => CompareAsync(["--fs", "host", "--env", "PRIVATE=", "--deny", "/etc/passwd"], "/etc/passwd");

    [Test]
    public Task With_another_root() => CompareAsync(
    [
        "--root", Work["root"], "--ro-bind", "/usr", "--ro-bind", "/bin", "--ro-bind", "/lib", "--ro-bind-try", "/lib64",
        "--ro-bind", Work["view.sh"], "--bind", $"{Work["data"]}:/data", "--chdir", "/data",
    ]);

    [Test]
    public Task With_a_hermetic_root() => CompareAsync(
        ["--fs", "hermetic", "--input", Work["view.sh"], "--input", Work["data/file"], "--deny", "/usr/bin/env"],
        "/usr/bin/env");

    [Test]
    public Task With_every_kind_of_mount() => CompareAsync(
    [
        "--bind", $"{Work["data"]}:/new/data", "--ro-bind", "/etc/hosts:/etc/new/hosts", "--ro-bind-try", "/missing:/mnt/missing",
        "--tmpfs", "/mnt/memory:size=64K,mode=0711", "--dir", "/made:0700", "--symlink", "../made:/usr/link",
        "--file", "/etc/hosts:/etc/group:0600", "--file", "/etc/hosts:/tmp/copy:0640", "--dev", "/mnt/dev", "--proc", "/mnt/proc",
    ]);

    [Test]
    public Task With_denied_paths()
    {
        string[] denied =
        [
            "/etc/passwd", "/etc/ssl", "/etc/*.conf", "/etc/missing", "/tmp/missing", "/tmp/a/b", "/dev/full", "/proc/kcore",
            $"{Work["data"]}/secret/key",
        ];
        string[] hidden = ["/etc/group", "/opt", "/proc/sys", "/made/data"];
        return CompareAsync(
            [
                "--bind", $"{Work["data"]}:/made/data",
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

    [TestCase("wallTimeExceeded", "sleep 60", "--time-limit", "200ms", "--kill-after", "100ms")]
    [TestCase("cpuTimeExceeded", "while :; do :; done", "--cpu-time", "1s")]
    [TestCase("fileSizeExceeded", "exec head -c 100000 /dev/zero >file", "--file-size", "10K")]
    [TestCase("outputExceeded", "while :; do echo text; done", "--output-limit", "1K")]
    [TestCase("exited", "head -c 200000000 /dev/zero | tail >/dev/null", "--address-space", "64M")]
    [TestCase("exited", "exec 3</etc/hosts 4</etc/hosts 5</etc/hosts", "--open-files", "5")]
    public async Task A_limit_that_is_reached_is_reported_the_same(string status, string script, params string[] limits)
    {
        await CompareEndAsync(limits, ["sh", "-c", script]);

        Assert.That(ReportOf("bwrap").GetProperty("status").GetString(), Is.EqualTo(status));
    }

    private async Task CompareAsync(string[] options, params string[] denied)
    {
        var namespaces = await ViewAsync("namespaces", options, denied);
        var bwrap = await ViewAsync("bwrap", options, denied);
        Assert.That(SandboxView.Normalize(bwrap.Output), Is.EqualTo(SandboxView.Normalize(namespaces.Output)), bwrap.Error);
        Assert.That(bwrap.Error, Is.EqualTo(namespaces.Error));
    }

    private async Task<ToolResult> ViewAsync(string backend, string[] options, string[] denied) =>
        (await ToolWith("").RunAsync(
            ["--backend", backend, "--env", "PRIVATE=/tmp /dev/shm", .. options, "--", "/bin/sh", Work["view.sh"], .. denied])).ExpectExit(0);

    private async Task<ToolResult> CompareEndAsync(string[] options, string[] command)
    {
        var namespaces = await EndAsync("namespaces", options, command);
        var bwrap = await EndAsync("bwrap", options, command);

        // What is written before a kill depends on when it comes.
        Assert.That((bwrap.ExitCode, bwrap.Error), Is.EqualTo((namespaces.ExitCode, namespaces.Error)));
        Assert.That(bwrap.Output, Is.EqualTo(namespaces.Output));
        Assert.That(Comparable(ReportOf("bwrap")), Is.EqualTo(Comparable(ReportOf("namespaces"))));
        return bwrap;
    }

    private Task<ToolResult> EndAsync(string backend, string[] options, string[] command) => ToolWith("input").RunAsync(
        ["--backend", backend, "--report", Work[$"{backend}.json"], .. options, "--", .. command]);

    private ToolCommand ToolWith(string input) =>
        Tool.In(Work) with { Input = input, Environment = new Dictionary<string, string?> { ["PATH"] = _path } };

    private JsonElement ReportOf(string backend)
    {
        using var report = JsonDocument.Parse(File.ReadAllText(Work[$"{backend}.json"]));
        return report.RootElement.Clone();
    }

    /// <summary>A report without the back-end's name and what was measured: of that, only that it was.</summary>
    private static string Comparable(JsonElement report) => string.Join('\n', report.EnumerateObject().Select(member => member.Name switch
    {
        "backend" or "elapsed" => member.Name,
        "usage" => $"usage: {string.Join(", ", member.Value.EnumerateObject().Select(figure => figure.Name))}",
        _ => member.ToString(),
    }));
}

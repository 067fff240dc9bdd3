namespace Sandbox.EndToEnd.Tests.Security;

/// <summary>The directories in which runs have their files: no command may write to them.</summary>
[TestFixture("namespaces")]
[TestFixture("bwrap")]
public sealed class ScratchCoverTests(string backend)
{
    [SetUp]
    public void RequireBackend()
    {
        if (backend == "bwrap")
        {
            Backends.Bubblewrap.Require();
        }
    }

    [Test]
    public async Task Where_the_command_could_write_to_them_there_is_a_tmpfs()
    {
        using var work = new TemporaryDirectory();
        work.File("cache/run-sandbox/of-another-run/file");
        var tool = InCacheOf(work);

        (await tool.ShellAsync("ls cache/run-sandbox; echo x > cache/run-sandbox/new && ls cache/run-sandbox", "--backend", backend)).ExpectOutput("new");
        (await tool.ShellAsync($"ls /tmp/cache/run-sandbox; touch /tmp/cache/run-sandbox/new", "--backend", backend, "--bind", $"{work["cache"]}:/tmp/cache"))
            .ExpectOutput("");
        (await tool.ShellAsync($"ls /tmp/whole; touch /tmp/whole/new", "--backend", backend, "--bind", $"{work["cache/run-sandbox"]}:/tmp/whole"))
            .ExpectOutput("");
        Assert.That(Directory.EnumerateFileSystemEntries(work["cache/run-sandbox"]).Select(Path.GetFileName), Is.EqualTo(new[] { "of-another-run" }));
    }

    [Test]
    public async Task Where_it_could_only_read_or_the_host_is_as_it_is_they_are_seen()
    {
        using var work = new TemporaryDirectory();
        work.File("cache/run-sandbox/of-another-run/file");
        work.Folder("below");
        var tool = InCacheOf(work) with { WorkingDirectory = work["below"] };

        (await tool.ShellAsync("ls ../cache/run-sandbox", "--backend", backend)).ExpectOutput("of-another-run");
        (await tool.ShellAsync("ls ../cache/run-sandbox", "--backend", backend, "--fs", "host")).ExpectOutput("of-another-run");
    }

    [Test]
    public async Task A_command_cannot_lead_what_is_taken_out_elsewhere()
    {
        using var work = new TemporaryDirectory();
        var victim = work.Folder("victim");
        File.SetUnixFileMode(victim, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        work.Folder("p");
        var tool = InCacheOf(work) with { WorkingDirectory = work["p"] };

        (await tool.ShellAsync(
            $"cd {work["cache/run-sandbox"]} && for run in run-sandbox-*; do mv $run/output-0 $run/moved && ln -s {victim} $run/output-0; done; echo made > {work["p/out"]}",
            "--backend", backend, "--fs", "hermetic", "--bind", work.Folder("cache/run-sandbox"), "--output", "out")).ExpectExit(0);

        Assert.That(File.GetUnixFileMode(victim), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserExecute));
        Assert.That(File.ReadAllText(work["p/out"]), Is.EqualTo("made\n"));
        File.SetUnixFileMode(victim, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static ToolCommand InCacheOf(TemporaryDirectory work) =>
        Tool.In(work) with { Environment = new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = work["cache"] } };
}

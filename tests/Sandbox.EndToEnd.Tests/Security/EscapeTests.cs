using Sandbox.EndToEnd.Tests.Backends;

namespace Sandbox.EndToEnd.Tests.Security;

/// <summary>The ways out of other sandboxes, tried on a hidden directory with every capability a program can get.</summary>
/// <param name="backend">
/// The options that choose the back-end. chroot is no boundary, but there is no way past its mounts, either; save where a
/// process of the same user that has no more privilege happens to run on the host, which /proc leads to.
/// </param>
[TestFixture]
[TestFixture("--backend", "bwrap")]
[TestFixture("--backend", "chroot", "--allow-degraded", "-q")]
public sealed class EscapeTests(params string[] backend)
{
    private const string ThroughProc = "through proc";

    private static readonly string[] Ways =
    [
        "looking", ThroughProc, "through proc, nested", "unmounting", "cloning", "cloning with submounts", "binding",
        "moving the cover", "overlay", "chroot", "pivot_root", "entering namespaces of 1", "file handle", "file handle, nested",
    ];

    [SetUp]
    public void Require() => backend.Require();

    [TestCase()]
    [TestCase("--as-pid-1")]
    [TestCase("--uid", "0", "--gid", "0")]
    [TestCase("--fs", "host")]
    public async Task A_denied_directory_stays_hidden(params string[] options)
    {
        if (backend.Length > 0 && options.Contains("--as-pid-1"))
        {
            Assert.Ignore("only namespaces make the command process 1");
        }

        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("secret/token");

        await ExpectHidden(outer["work"], outer["secret"], ["--deny", outer["secret"], .. options]);
    }

    [Test]
    public async Task A_denied_directory_in_the_writable_one_stays_hidden()
    {
        using var work = new TemporaryDirectory();
        work.File("below/secret/token");

        await ExpectHidden(work.Path, work["below/secret"], ["--deny", $"{work["below/secret"]}:hide"]);
    }

    [Test]
    public async Task What_a_tmpfs_covers_stays_hidden()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("secret/token");

        await ExpectHidden(outer["work"], outer["secret"], ["--tmpfs", outer["secret"]]);
    }

    [Test]
    public async Task The_tmp_directory_of_the_host_stays_hidden()
    {
        var secret = Directory.CreateDirectory($"/tmp/sandbox-test-{Guid.NewGuid():N}").FullName;
        try
        {
            await File.WriteAllTextAsync($"{secret}/token", "");
            await ExpectHidden("/", secret, []);
        }
        finally
        {
            Directory.Delete(secret, recursive: true);
        }
    }

    [Test]
    public async Task What_lies_outside_a_root_directory_stays_hidden()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("root/tmp");
        outer.File("secret/token");

        await ExpectHidden("/", outer["secret"], ["--root", outer["root"], "--writable", "all", "--ro-bind", Probe.Compile("breakout")]);
    }

    /// <summary>Without this, "hidden" could mean that the probe sees nothing anywhere.</summary>
    [Test]
    public async Task The_attempts_succeed_where_the_cover_belongs_to_the_program()
    {
        using var outer = new TemporaryDirectory();
        outer.File("secret/token");
        var script = "mount -t tmpfs tmpfs /tmp && mount --bind . . && cd \"$PWD\" && mount -t tmpfs tmpfs secret && exec \"$@\"";

        var result = await new ToolCommand { FileName = "unshare", WorkingDirectory = outer.Path }.RunAsync(
            "--user", "--map-root-user", "--mount", "--", "sh", "-c", script, "sh",
            Probe.Compile("breakout"), outer["secret"], "token", await HandleOf(outer["secret"]), "own");

        result.ExpectExit(0);
        var successes = new[] { "unmounting", "cloning", "binding", "moving the cover", "overlay" }.Select(way => $"{way}: visible");
        Assert.That(result.Output.Split('\n'), Is.SupersetOf(successes), result.ToString());
    }

    private async Task ExpectHidden(string workingDirectory, string secret, string[] options)
    {
        var tool = new ToolCommand { WorkingDirectory = workingDirectory };

        var result = await tool.ProbeAsync("breakout", [secret, "token", await HandleOf(secret)], [.. backend, .. options]);

        result.ExpectExit(0);
        var outcomes = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !backend.IsChroot() || !line.StartsWith(ThroughProc + ":", StringComparison.Ordinal));
        var expected = Ways.Where(way => !backend.IsChroot() || way != ThroughProc).Select(way => $"{way}: hidden");
        Assert.That(outcomes, Is.EqualTo(expected), result.ToString());
    }

    private static async Task<string> HandleOf(string path)
    {
        var result = await new ToolCommand { FileName = Probe.Compile("handle") }.RunAsync(path);
        return result.ExpectExit(0).Output.Trim();
    }
}

using Sandbox.EndToEnd.Tests.Lifecycle;
using Sandbox.EndToEnd.Tests.Tree;

namespace Sandbox.EndToEnd.Tests.Security;

/// <summary>What a command must not do by way of its outputs, and what it must not be asked to.</summary>
[TestFixture("namespaces")]
[TestFixture("bwrap")]
public sealed class OutputEscapeTests(string backend) : OutputFixture(backend)
{
    [TestCase("mkfifo out", "named pipe")]
    [TestCase("mkdir out; mkfifo out/pipe", "out/pipe")]
    [TestCase("d=out; for i in $(seq 300); do d=$d/d; done; mkdir -p $d", "256")]
    public async Task What_must_not_come_out_does_not(string script, string word)
    {
        Project.File("p/out", "old");

        var result = await ShellAsync(script, "--output", "out");

        result.ExpectExit(125);
        Assert.That(result.Error, Does.Contain(Project["p/out"]).And.Contain(word), result.ToString());
        Assert.That(File.ReadAllText(Project["p/out"]), Is.EqualTo("old"));
        ExpectNothingLeft();
    }

    [Test]
    public async Task A_link_put_in_the_place_of_an_output_or_of_its_directory_is_not_followed()
    {
        Project.File("secret", "secret");
        Project.Folder("p/below");

        var result = await ShellAsync(
            $"ln -s {Project["secret"]} out; rmdir below && ln -s {Project.Path} below; ln {Project["p/input"]} hard || echo refused; true",
            "--output", "out", "--output", "below/secret", "--output", "hard", "--input", Project.File("p/input", "input"));

        result.ExpectExit(125);
        Assert.That(new FileInfo(Project["p/out"]).LinkTarget, Is.EqualTo(Project["secret"]), "as it was made, and not what it leads to");
        Assert.That(Directory.GetFileSystemEntries(Project["p/below"]), Is.Empty);
        Assert.That(result.Output, Is.EqualTo("refused\n"), result.ToString());
    }

    [Test]
    public async Task A_link_that_an_earlier_run_brought_forth_is_not_written_through()
    {
        var elsewhere = Project.Folder("elsewhere");
        (await ShellAsync($"ln -s {elsewhere} out", "--output", "out")).ExpectExit(0);

        (await ShellAsync("echo x > out/pwned", "--output", "out/pwned")).ExpectRefusal("--output out/pwned", Project["p/out"], elsewhere);

        Assert.That(Directory.EnumerateFileSystemEntries(elsewhere), Is.Empty);
        Assert.That(new FileInfo(Project["p/out"]).LinkTarget, Is.EqualTo(elsewhere));
    }

    [Test]
    public async Task What_cannot_be_removed_of_an_old_output_is_told()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("only root can make a directory of another user's");
        }

        const int Nobody = 65534;
        Project.File("p/out/of-root/file");
        (await new ToolCommand { FileName = "chown" }.RunAsync($"{Nobody}", Project.Path, Project["p"], Project["p/out"])).ExpectExit(0);
        var tool = Command with
        {
            FileName = "setpriv",
            FirstArguments = [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", TestEnvironment.Tool],
        };

        var result = await tool.RunAsync([.. Options, "--output", "out", "--report", Project["p/report"], "--", "sh", "-c", "echo new > out"]);

        result.ExpectExit(0);
        var left = Directory.GetDirectories(Project["p"], "run-sandbox-*").Single();
        Assert.That(result.Error, Does.StartWith("run-sandbox: what outputs have replaced in ").And.Contain(left), result.ToString());
        Assert.That(File.ReadAllText(Project["p/report"]), Does.Contain("\"notices\":["));
        Assert.That(File.ReadAllText(Project["p/out"]), Is.EqualTo("new\n"));
    }

    [TestCase("/out", "root itself")]
    [TestCase("/usr/lib/out", "/usr/lib is the system's")]
    [TestCase("/usr/out", "/usr is the system's")]
    [TestCase("/etc/out", "/etc is the system's")]
    [TestCase("/dev/out", "/dev is the system's")]
    [TestCase("/proc/out", "/proc is the system's")]
    public async Task An_output_among_the_systems_files_is_refused(string output, string problem) =>
        (await ShellAsync("true", "--output", output)).ExpectRefusal($"--output {output}", problem);

    [Test]
    public async Task Outputs_and_inputs_that_exclude_each_other_are_refused()
    {
        (await ShellAsync("true", "--output", "a", "--output", "a/b")).ExpectRefusal(Project["p/a/b"], "lies in");
        (await ShellAsync("true", "--output", "a", "--input", "a/b")).ExpectRefusal(Project["p/a/b"], "read-only");
        (await Tool.In(Project).RunAsync("--output", "a", "--", "true")).ExpectRefusal("--fs hermetic");
    }

    [Test]
    public async Task A_directory_that_cannot_be_written_is_refused_before_anything_runs()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("root may write anywhere");
        }

        (await ShellAsync("true", "--output", "/var/out")).ExpectRefusal("--output /var/out", "EACCES");
    }

    [Test]
    public async Task What_a_killed_tool_leaves_is_removed_by_the_next_run()
    {
        using (var tool = RunningTool.Start(Command, [.. Options, "--output", "out", "--", "sh", "-c", "echo x > out; echo ready; sleep 600"]))
        {
            await tool.ExpectLineAsync("ready");
        }

        // What it had started dies with it, a moment later, and can write until then.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
            (await ShellAsync("echo y > out", "--output", "out")).ExpectExit(0);
        }
        while (Directory.GetFileSystemEntries(Scratch).Length > 0);

        Assert.That(File.ReadAllText(Project["p/out"]), Is.EqualTo("y\n"));
        ExpectNothingLeft();
    }
}

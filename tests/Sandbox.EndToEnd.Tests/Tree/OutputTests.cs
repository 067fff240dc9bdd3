using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary><c>--output</c>: what a command makes in a hermetic tree, and how it gets out.</summary>
[TestFixture("namespaces")]
[TestFixture("bwrap")]
public sealed class OutputTests(string backend) : OutputFixture(backend)
{
    [Test]
    public async Task A_program_is_built_from_declared_inputs_into_a_declared_output()
    {
        if (!File.Exists("/usr/bin/cc"))
        {
            Assert.Ignore("/usr/bin/cc is missing (Debian's gcc)");
        }

        Project.Copy($"{TestEnvironment.Repository}/samples/hello", "p/hello");

        (await ShellAsync("make -s -C hello", "--input", "hello", "--output", "hello/hello")).ExpectExit(0);

        (await new ToolCommand { FileName = Project["p/hello/hello"] }.RunAsync("Ada")).ExpectOutput("Hello, Ada!");
        Assert.That(Left(), Has.None.EndsWith(".o"));
        ExpectNothingLeft();
    }

    [Test]
    public async Task Files_directories_and_links_come_out_and_nothing_else()
    {
        (await ShellAsync(
            "echo a > file; mkdir -p new/directory/below; echo b > new/directory/below/b; ln -s below new/directory/link; ln -s nowhere link; echo x > stray; mkdir other",
            "--output", "file", "--output", "new/directory", "--output", "link")).ExpectExit(0);

        Assert.That(Left(), Is.EqualTo(new[] { "p/file", "p/link", "p/new/", "p/new/directory/", "p/new/directory/below/", "p/new/directory/below/b", "p/new/directory/link/", "p/new/directory/link/b" }));
        Assert.That(File.ReadAllText(Project["p/new/directory/link/b"]), Is.EqualTo("b\n"));
        Assert.That(new FileInfo(Project["p/link"]).LinkTarget, Is.EqualTo("nowhere"));
        ExpectNothingLeft();
    }

    [Test]
    public async Task They_replace_what_was_there_whatever_it_was()
    {
        Project.File("elsewhere", "untouched");
        Project.File("p/file", "old");
        Project.File("p/directory/old/file");
        Project.Link("p/link", Project["elsewhere"]);
        Project.File("p/was-file");
        Project.File("p/was-directory/file");

        (await ShellAsync(
            "ls; echo new > file; mkdir directory; echo new > directory/new; echo new > link; mkdir was-file; echo new > was-directory",
            "--output", "file", "--output", "directory", "--output", "link", "--output", "was-file", "--output", "was-directory")).ExpectOutput("");

        Assert.That(File.ReadAllText(Project["p/file"]), Is.EqualTo("new\n"));
        Assert.That(Left(), Is.EqualTo(new[] { "p/directory/", "p/directory/new", "p/file", "p/link", "p/was-directory", "p/was-file/" }));
        Assert.That(new FileInfo(Project["p/link"]).LinkTarget, Is.Null);
        Assert.That(File.ReadAllText(Project["elsewhere"]), Is.EqualTo("untouched"));
        ExpectNothingLeft();
    }

    [Test]
    public async Task They_come_out_after_a_failure_and_one_that_is_missing_is_named()
    {
        var result = await ShellAsync("echo half > made; exit 3", "--output", "made", "--output", "missing");

        result.ExpectExit(3);
        Assert.That(result.Error, Is.EqualTo($"run-sandbox: output {Project["p/missing"]}: the command did not make it\n"));
        Assert.That(File.ReadAllText(Project["p/made"]), Is.EqualTo("half\n"));
    }

    [Test]
    public async Task A_command_that_succeeds_without_its_output_has_failed()
    {
        Project.File("p/missing", "old");

        var result = await ShellAsync("true", "-q", "--output", "missing", "--report", Project["report"]);

        result.ExpectExit(125);
        Assert.That(result.Error, Does.Contain(Project["p/missing"]));
        Assert.That(File.ReadAllText(Project["p/missing"]), Is.EqualTo("old"));
        using var report = JsonDocument.Parse(File.ReadAllText(Project["report"]));
        var error = report.RootElement.GetProperty("outputErrors")[0];
        Assert.That(
            (report.RootElement.GetProperty("status").GetString(), error.GetProperty("path").GetString(), error.GetProperty("isMissing").GetBoolean()),
            Is.EqualTo(("exited", Project["p/missing"], true)));
    }

    [Test]
    public async Task Modes_that_forbid_everything_are_kept_and_no_obstacle()
    {
        const string Script = "mkdir -p d/e; echo x > d/e/f; chmod 000 d/e/f d/e d; echo y > g; chmod 6755 g; chmod 000 .";

        (await ShellAsync(Script, "--output", "d", "--output", "g")).ExpectExit(0);
        (await ShellAsync(Script, "--output", "d", "--output", "g")).ExpectExit(0);

        Assert.That(File.GetUnixFileMode(Project["p/d"]), Is.EqualTo(UnixFileMode.None));
        Assert.That((int)File.GetUnixFileMode(Project["p/g"]), Is.EqualTo(Convert.ToInt32("755", 8)), "without the set-id bits");
        foreach (var name in new[] { "p/d", "p/d/e" })
        {
            File.SetUnixFileMode(Project[name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.That(File.GetUnixFileMode(Project["p/d/e/f"]), Is.EqualTo(UnixFileMode.None));
        ExpectNothingLeft();
    }

    [Test]
    public async Task Names_of_any_bytes_and_holes_come_out_as_they_are()
    {
        (await ShellAsync(
            """mkdir out; printf x > "$(printf 'out/\377\nx')"; truncate -s 1T out/holes; printf end >> out/holes""", "--output", "out")).ExpectExit(0);

        var listed = await new ToolCommand { FileName = "sh" }.RunAsync(
            "-c", "cd \"$1\"; LC_ALL=C ls -b; stat -c %s holes; test $(stat -c %b holes) -lt 100 && echo small; tail -c 3 holes; rm -r \"$1\"", "sh", Project["p/out"]);
        listed.ExpectOutput("holes\n\\377\\nx\n1099511627779\nsmall\nend");
    }

    [Test]
    public async Task An_output_in_a_declared_directory_leaves_the_rest_of_it_read_only()
    {
        Project.File("p/in/file", "untouched");
        Project.File("p/in/old", "old");
        Project.Link("p/in/link", "file");

        var result = await ShellAsync(
            "cd in; ls; echo x > file; rm file; mv file other; echo y > stray && cat link stray > old; mkdir -p deep && echo z > deep/new/made; true",
            "--input", "in", "--output", "in/old", "--output", "in/deep/new/made");

        result.ExpectOutput("deep\nfile\nlink");
        Assert.That(Left(), Is.EqualTo(new[] { "p/in/", "p/in/deep/", "p/in/deep/new/", "p/in/deep/new/made", "p/in/file", "p/in/link", "p/in/old" }));
        Assert.That(File.ReadAllText(Project["p/in/old"]), Is.EqualTo("untouchedy\n"));
        Assert.That(File.ReadAllText(Project["p/in/file"]), Is.EqualTo("untouched"));
    }

    [Test]
    public async Task Temporary_and_home_directories_take_outputs_too()
    {
        var name = Guid.NewGuid().ToString("N");
        try
        {
            (await ShellAsync($"echo a > /tmp/{name}", "--output", $"/tmp/{name}")).ExpectExit(0);

            Assert.That(File.ReadAllText($"/tmp/{name}"), Is.EqualTo("a\n"));
        }
        finally
        {
            File.Delete($"/tmp/{name}");
        }
    }
}

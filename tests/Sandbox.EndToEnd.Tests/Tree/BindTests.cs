namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary><c>--bind</c> and <c>--ro-bind</c>: what of the host is seen where.</summary>
public sealed class BindTests
{
    [Test]
    public async Task A_bound_directory_is_writable_and_the_host_sees_the_changes()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("source/file", "old");

        var result = await Tool.In(outer["work"]).ShellAsync("cat /mnt/file; echo new > /mnt/file; echo more > /mnt/more",
            "--bind", $"{outer["source"]}:/mnt");

        result.ExpectOutput("old");
        Assert.That(File.ReadAllText(outer["source/file"]) + File.ReadAllText(outer["source/more"]), Is.EqualTo("new\nmore\n"));
    }

    [Test]
    public async Task Without_a_target_a_source_stays_at_its_own_path()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.Folder("source");

        var result = await Tool.In(outer["work"]).ShellAsync("touch ../source/made", "--bind", "../source");

        result.ExpectExit(0);
        Assert.That(File.Exists(outer["source/made"]), result.ToString());
    }

    [Test]
    public async Task A_file_can_be_bound_over_a_file()
    {
        using var work = new TemporaryDirectory();
        var passwords = work.File("passwd", "nobody knows\n");

        (await Tool.In(work).RunAsync("--ro-bind", $"{passwords}:/etc/passwd", "--", "cat", "/etc/passwd")).ExpectOutput("nobody knows");
    }

    [Test]
    public async Task A_colon_in_a_name_is_written_with_a_backslash()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("a:b/file", "found");

        var result = await Tool.In(outer["work"]).RunAsync("--ro-bind", $"{outer["a\\:b"]}:/mnt", "--", "cat", "/mnt/file");

        result.ExpectOutput("found");
    }

    [TestCase("--bind")]
    [TestCase("--ro-bind")]
    public async Task A_missing_source_is_an_error_that_names_it(string option)
    {
        using var work = new TemporaryDirectory();

        (await Tool.In(work).RunAsync(option, $"{work["missing"]}:/mnt", "--", "true")).ExpectRefusal(work["missing"]);
    }

    [TestCase("--bind-try")]
    [TestCase("--ro-bind-try")]
    public async Task A_missing_source_may_be_skipped_and_then_leaves_no_target(string option)
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");

        var result = await Tool.In(outer["work"]).ShellAsync("ls /mnt/new /tmp/new 2>&1; ls -A /tmp",
            option, $"{outer["missing"]}:/tmp/new", option, $"{outer["work"]}:/tmp/there");

        Assert.That(result.Output, Does.EndWith("there\n").And.Contain("/tmp/new").And.Not.Contain("\nnew\n"), result.ToString());
    }

    [Test]
    public async Task Of_two_mounts_on_one_target_the_last_wins()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("first/name", "first");
        outer.File("second/name", "second");

        string[] both = ["--bind", $"{outer["first"]}:/mnt", "--ro-bind", $"{outer["second"]}:/mnt"];

        (await Tool.In(outer["work"]).RunAsync([.. both, "--", "cat", "/mnt/name"])).ExpectOutput("second");
        (await Tool.In(outer["work"]).RunAsync([.. both, "--tmpfs", "/mnt", "--", "ls", "-A", "/mnt"])).ExpectOutput("");
        await Tool.In(outer["work"]).ExpectAttemptsAsync("create:/mnt/new: EROFS", both);
    }

    [Test]
    public async Task The_current_directory_can_be_made_read_only()
    {
        using var work = new TemporaryDirectory();

        await Tool.In(work).ExpectAttemptsAsync("create:file: EROFS", "--ro-bind", work.Path);
    }

    [Test]
    public async Task A_directory_does_not_go_over_a_file_nor_a_file_over_a_directory()
    {
        using var work = new TemporaryDirectory();
        work.Folder("directory");
        work.File("file");

        (await Tool.In(work).RunAsync("--bind", $"{work["directory"]}:/etc/passwd", "--", "true")).ExpectRefusal("/etc/passwd");
        (await Tool.In(work).RunAsync("--bind", $"{work["file"]}:/mnt", "--", "true")).ExpectRefusal("/mnt");
    }
}

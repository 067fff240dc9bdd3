namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary>Where a mount goes: targets are found inside the sandbox and made in its own tree only.</summary>
public sealed class MountTargetTests
{
    [Test]
    public async Task A_target_through_a_symlink_in_a_writable_source_makes_nothing_outside()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.Folder("source");
        outer.Folder("outside");
        outer.Link("source/link", outer["outside"]);
        outer.Link("source/up", "../../../../../../../../.." + outer["outside"]);
        var before = outer.List();

        foreach (var link in new[] { "link", "up" })
        {
            var target = $"/mnt/{link}/made";
            foreach (var mount in new[] { $"--dir={target}", $"--tmpfs={target}", $"--bind={outer["work"]}:{target}" })
            {
                // Made in the sandbox's own copy of the directory or refused; on the host, nothing in any case.
                var result = await Tool.In(outer["work"]).RunAsync("--bind", $"{outer["source"]}:/mnt", mount, "--", "true");

                Assert.That(result.ExitCode, Is.EqualTo(0).Or.EqualTo(125), result.ToString());
                Assert.That(outer.List(), Is.EqualTo(before), result.ToString());
            }
        }
    }

    [Test]
    public async Task A_symlink_in_a_writable_source_leads_to_the_sandboxes_own_directory_not_to_the_hosts()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.Folder("source");
        outer.Link("source/link", "/tmp");
        outer.File("content/file", "bound");
        var name = $"{Guid.NewGuid():N}";

        var result = await Tool.In(outer["work"]).ShellAsync($"cat /tmp/{name}/file",
            "--bind", $"{outer["source"]}:/mnt", "--ro-bind", $"{outer["content"]}:/mnt/link/{name}");

        result.ExpectOutput("bound");
        Assert.That(Directory.Exists($"/tmp/{name}"), Is.False);
    }

    [Test]
    public async Task A_missing_target_in_a_read_only_directory_of_the_host_is_made_inside_only()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("host/file", "as before\n");
        outer.Folder("host/directory");
        outer.Link("host/link", "file");
        outer.File("content/file", "bound\n");
        var before = outer.List();

        var result = await Tool.In(outer["work"]).ShellAsync(
            $"cd {outer["host"]} && cat new/deep/file && ls -F && cat link && touch directory/x file/x new/x x 2>&1 | sed 's/.*: //'",
            "--ro-bind", $"{outer["content"]}:{outer["host/new/deep"]}");

        result.ExpectOutput("""
            bound
            directory/
            file
            link@
            new/
            as before
            Read-only file system
            Not a directory
            Read-only file system
            Read-only file system
            """);
        Assert.That(outer.List(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_missing_target_in_the_root_directory_is_made_inside_only()
    {
        using var work = new TemporaryDirectory();
        work.File("file", "bound\n");
        var name = $"/new-{Guid.NewGuid():N}";

        var result = await Tool.In(work).ShellAsync($"cat {name}/deep/file; ls -A /; touch {name}/x /x 2>&1 | sed 's/.*: //'",
            "--ro-bind", $"{work.Path}:{name}/deep");

        result.ExpectExit(0);
        var expected = Directory.EnumerateFileSystemEntries("/").Append(name).Select(path => path[1..])
            .Append("bound").Append("Read-only file system").Append("Read-only file system");
        Assert.That(result.Output.TrimEnd('\n').Split('\n'), Is.EquivalentTo(expected), result.ToString());
        Assert.That(Directory.Exists(name), Is.False);
    }

    [Test]
    public async Task A_missing_target_in_a_writable_directory_of_the_host_is_refused_and_not_made()
    {
        using var work = new TemporaryDirectory();

        var result = await Tool.In(work).RunAsync("--tmpfs", work["new"], "--", "true");

        result.ExpectRefusal(work["new"]);
        Assert.That(work.List(), Is.Empty);
    }

    [Test]
    public async Task A_missing_target_in_a_private_directory_is_made_with_the_directories_above()
    {
        using var work = new TemporaryDirectory();
        work.File("file", "bound");

        var result = await Tool.In(work).ShellAsync("cat /tmp/a/b/file; stat -c %a /tmp/a /tmp/a/b; touch /tmp/a/mine",
            "--ro-bind", $"{work["file"]}:/tmp/a/b/file");

        result.ExpectOutput("bound755\n755");
    }

    [Test]
    public async Task A_mount_can_be_put_into_an_earlier_one()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("first/inner/file", "covered");
        outer.File("second/file", "seen");

        var result = await Tool.In(outer["work"]).ShellAsync(
            "cat /mnt/inner/file", "--ro-bind", $"{outer["first"]}:/mnt", "--ro-bind", $"{outer["second"]}:/mnt/inner");

        result.ExpectOutput("seen");
    }

    [Test]
    public async Task A_thousand_mounts_are_made()
    {
        using var work = new TemporaryDirectory();
        work.File("file", "bound");
        var binds = Enumerable.Range(0, 1000).SelectMany(number => new[] { "--ro-bind", $"{work.Path}:/tmp/{number}" });

        (await Tool.In(work).ShellAsync("ls /tmp | wc -l; cat /tmp/999/file", [.. binds])).ExpectOutput("1000\nbound");
    }

    [TestCase("mnt", TestName = "A_relative_target_is_refused")]
    [TestCase("/", TestName = "The_root_directory_as_a_target_is_refused")]
    [TestCase("/mnt/../etc", TestName = "A_target_with_two_dots_is_refused")]
    public async Task A_senseless_target_is_refused(string target) =>
        (await Tool.RunAsync("--tmpfs", target, "--", "true")).ExpectRefusal(target);
}

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary><c>--ephemeral</c>: what is written to the tree is on disk while the command runs, and then nowhere.</summary>
public sealed class EphemeralTests
{
    // The kernel's own directory in a layer has mode 000.
    private static readonly EnumerationOptions Readable = new() { IgnoreInaccessible = true, RecurseSubdirectories = true };

    [Test]
    public async Task A_root_directory_is_writable_throughout_and_untouched()
    {
        using var work = new EphemeralRoot();
        var before = await work.FingerprintAsync();

        (await work.RunAsync("echo x > /new; echo y >> /data/file; rm -r /more; chmod 700 /data; cat /new /data/file; ls -d /more"))
            .ExpectExit(2);

        Assert.That(await work.FingerprintAsync(), Is.EqualTo(before));
        Assert.That(work.Leftovers, Is.Empty);
    }

    [Test]
    public async Task Changes_are_seen_until_the_command_ends()
    {
        using var work = new EphemeralRoot();

        (await work.RunAsync("mkdir -p /a/b && echo deep > /a/b/c && cat /a/b/c && rm /data/file && ls /data && echo back > /data/file && cat /data/file"))
            .ExpectOutput("deep\nback");
    }

    [Test]
    public async Task Changes_are_on_disk_and_not_in_memory()
    {
        using var work = new EphemeralRoot();
        using var process = work.Start("echo marker > /data/marker; echo ready; read line");
        Assert.That(await process.StandardOutput.ReadLineAsync(), Is.EqualTo("ready"));

        var found = Directory.EnumerateFiles(work.Scratch, "marker", Readable).ToList();

        Assert.That(found, Has.Count.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(found[0]), Is.EqualTo("marker\n"));
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        Assert.That(work.Leftovers, Is.Empty);
    }

    [Test]
    public async Task By_default_it_is_in_the_users_cache()
    {
        using var work = new EphemeralRoot();
        using var cache = new TemporaryDirectory();
        var tool = new ToolCommand { Environment = new Dictionary<string, string?> { ["XDG_CACHE_HOME"] = cache.Path } };

        (await tool.ShellAsync($"ls -A {cache["run-sandbox"]} | wc -l", "--ephemeral")).ExpectOutput("1");

        Assert.That(cache.List(), Is.EqualTo(new[] { "run-sandbox/" }));
    }

    // One id is mapped, so that a command can make nothing of another owner's.
    [Test]
    public async Task What_cannot_be_entered_or_read_goes_too()
    {
        using var work = new EphemeralRoot();

        (await work.RunAsync("mkdir -p /a/b/c && touch /a/b/c/file && chmod 000 /a/b/c/file /a/b/c /a/b /a && mkdir /e && chmod 000 /e && rmdir /e"))
            .ExpectExit(0);

        Assert.That(work.Leftovers, Is.Empty);
    }

    [Test]
    public async Task After_a_kill_the_next_run_sweeps_what_is_left()
    {
        using var work = new EphemeralRoot();
        using (var process = work.Start("mkdir -p /a/b && touch /a/b/file && chmod 000 /a; echo ready; read line"))
        {
            Assert.That(await process.StandardOutput.ReadLineAsync(), Is.EqualTo("ready"));
            process.Kill();
            // The end of its output is the end of the sandbox, which the monitor kills in turn.
            await process.StandardOutput.ReadToEndAsync();
        }

        Assert.That(work.Leftovers, Is.Not.Empty);
        (await work.RunAsync("true")).ExpectExit(0);

        Assert.That(work.Leftovers, Is.Empty);
    }

    [Test]
    public async Task The_working_directory_of_the_hosts_tree_is_kept_from_changes()
    {
        using var work = new TemporaryDirectory();
        using var scratch = new TemporaryDirectory();
        work.File("file", "before\n");

        (await Tool.In(work).ShellAsync(
            "echo after > file; echo new > new; cat file new; touch /usr/new 2>&1 | grep -o 'Read-only file system'",
            "--ephemeral", "--scratch", scratch.Path)).ExpectOutput("after\nnew\nRead-only file system");

        Assert.That(work.List(), Is.EqualTo(new[] { "file" }));
        Assert.That(await File.ReadAllTextAsync(work["file"]), Is.EqualTo("before\n"));
        Assert.That(scratch.List(), Is.Empty);
    }

    [Test]
    public async Task The_hosts_whole_tree_is_kept_from_changes()
    {
        using var work = new TemporaryDirectory();
        using var scratch = new TemporaryDirectory();
        var folder = work.Folder("folder");
        work.File("folder/file", "before\n");

        (await Tool.In(work).ShellAsync(
            $"echo after > {folder}/file && rm -f {folder}/none && mkdir {folder}/new && cat {folder}/file && test -c /dev/null",
            "--fs", "host", "--ephemeral", "--scratch", scratch.Path)).ExpectOutput("after");

        Assert.That(work.List(), Is.EqualTo(new[] { "folder/", "folder/file" }));
        Assert.That(await File.ReadAllTextAsync($"{folder}/file"), Is.EqualTo("before\n"));
        Assert.That(scratch.List(), Is.Empty);
    }

    [Test]
    public async Task Names_that_mean_something_to_overlays_are_names()
    {
        using var outer = new TemporaryDirectory();
        var root = outer.Folder("a:b,c\\d=e f");
        var scratch = outer.Folder("s:c,r\\a t");
        outer.File("a:b,c\\d=e f/file", "before\n");
        Directory.CreateDirectory($"{root}/usr");

        (await Tool.RunAsync(
            "--root", root, "--ro-bind", "/usr", "--symlink", "usr/bin:/bin", "--symlink", "usr/lib:/lib", "--symlink", "usr/lib64:/lib64",
            "--ephemeral", "--scratch", scratch, "--", "sh", "-c", "echo after > /file && cat /file")).ExpectOutput("after");

        Assert.That(await File.ReadAllTextAsync($"{root}/file"), Is.EqualTo("before\n"));
    }

    [Test]
    public async Task What_is_on_the_way_to_a_scratch_directory_inside_of_the_root_stays_read_only()
    {
        using var work = new EphemeralRoot();
        var scratch = Directory.CreateDirectory($"{work.Root}/data/scratch").FullName;

        var result = await Tool.RunAsync([.. work.Options, "--scratch", scratch, "--", "sh", "-c", "touch /data/new || touch /more/new"]);

        result.ExpectExit(0);
        Assert.That(result.Error, Does.Contain("Read-only file system"));
        Assert.That(Directory.EnumerateFileSystemEntries(scratch), Is.Empty);
    }

    [Test]
    public async Task A_scratch_directory_that_does_not_serve_is_named()
    {
        using var work = new EphemeralRoot();

        (await Tool.RunAsync([.. work.Options, "--scratch", "/proc", "--", "true"])).ExpectRefusal("/proc", "--scratch");
        (await Tool.RunAsync([.. work.Options, "--scratch", $"{work.Root}/missing", "--", "true"])).ExpectRefusal("missing", "ENOENT");
    }
}

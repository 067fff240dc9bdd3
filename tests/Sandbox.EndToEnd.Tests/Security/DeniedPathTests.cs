namespace Sandbox.EndToEnd.Tests.Security;

/// <summary><c>--deny</c> on paths that are there.</summary>
public sealed class DeniedPathTests
{
    [Test]
    public async Task A_denied_directory_is_there_and_its_contents_are_not()
    {
        using var outer = new TemporaryDirectory();
        outer.File("secret/token");
        outer.File("secret/below/token");
        var secret = outer["secret"];

        await Tool.In(outer).ExpectAttemptsAsync($"""
            stat:{secret}: ok
            list:{secret}: EACCES
            read:{secret}/token: EACCES
            stat:{secret}/below: EACCES
            create:{secret}/new: EACCES
            mkdir:{secret}/new: EACCES
            chmod:{secret}: EROFS
            unlink:{secret}/token: EACCES
            """,
            "--deny", secret);
        Assert.That(outer.List(), Is.EqualTo(new[] { "secret/", "secret/below/", "secret/below/token", "secret/token" }));
    }

    [Test]
    public async Task A_denied_file_is_there_and_cannot_be_used()
    {
        using var work = new TemporaryDirectory();
        work.File("tool", "#!/bin/sh\n", (UnixFileMode)0b111_101_101);

        await Tool.In(work).ExpectAttemptsAsync("""
            stat:tool: ok
            read:tool: EACCES
            write:tool: EACCES
            execute:tool: EACCES
            chmod:tool: EROFS
            unlink:tool: EBUSY
            rename:tool:other: EBUSY
            link:tool:other: EXDEV
            create:tool: EEXIST
            """,
            "--deny", work["tool"]);
        Assert.That(File.ReadAllText(work["tool"]), Is.EqualTo("#!/bin/sh\n"));
    }

    [Test]
    public async Task A_denied_program_is_found_and_not_executable()
    {
        using var work = new TemporaryDirectory();
        work.File("tool", "#!/bin/sh\n", (UnixFileMode)0b111_101_101);

        (await Tool.In(work).RunAsync("--deny", work["tool"], "--", "./tool")).ExpectExit(126);
    }

    [Test]
    public async Task A_hidden_directory_is_empty_and_a_hidden_file_is_too()
    {
        using var outer = new TemporaryDirectory();
        outer.File("secret/token");
        outer.File("file", "content");

        await Tool.In(outer).ExpectAttemptsAsync("""
            list:secret: ENODATA
            stat:secret/token: ENOENT
            create:secret/new: EROFS
            write:file: EACCES
            chmod:secret: EROFS
            chmod:file: EROFS
            """,
            "--deny", $"{outer["secret"]}:hide", "--deny", $"{outer["file"]}:hide");
        (await Tool.In(outer).ShellAsync("wc -c < file", "--deny", $"{outer["file"]}:hide")).ExpectOutput("0");
    }

    [Test]
    public async Task Denying_a_symlink_denies_what_it_points_to()
    {
        using var outer = new TemporaryDirectory();
        outer.File("target/token");
        outer.File("file");
        outer.Link("first", "second");
        outer.Link("second", outer["target"]);
        outer.Link("link", "file");

        await Tool.In(outer).ExpectAttemptsAsync("""
            read:first/token: EACCES
            read:second/token: EACCES
            read:target/token: EACCES
            read:link: EACCES
            read:file: EACCES
            """,
            "--deny", outer["first"], "--deny", outer["link"]);
    }

    [Test]
    public async Task Renaming_a_directory_above_does_not_help()
    {
        using var work = new TemporaryDirectory();
        work.File("a/b/secret/token");
        work.File("a/b/other");
        var before = work.List();

        // Were its name free, the path could be made anew: a hook in .git/hooks that the host runs later.
        await Tool.In(work).ExpectAttemptsAsync("""
            rename:a/b/secret:a/b/new: EBUSY
            rename:a/b:a/c: EBUSY
            rename:a:d: EBUSY
            rmdir:a/b/secret: EBUSY
            read:a/b/secret/token: EACCES
            read:a/b/other: ok
            rename:a/b/other:a/b/moved: ok
            rename:a/b/moved:a/b/other: ok
            """,
            "--deny", work["a/b/secret"]);
        Assert.That(work.List(), Is.EqualTo(before));
    }

    [Test]
    public async Task Renaming_with_capabilities_of_its_own_does_not_help_either()
    {
        using var work = new TemporaryDirectory();
        work.File("a/b/secret/token");
        var before = work.List();

        await Tool.In(work).ExpectAttemptsAsync($"""
            nested
            umount:a/b: EINVAL
            umount:a: EINVAL
            rename:a/b:a/c: EBUSY
            rename:a:d: EBUSY
            move:a/b:/tmp: EINVAL
            bind:a:/mnt: ok
            rename:/mnt/b:/mnt/c: EBUSY
            read:/mnt/b/secret/token: {(Environment.IsPrivilegedProcess ? "EACCES" : "ENOENT")}
            """,
            "--deny", work["a/b/secret"], "--deny", "/tmp/x/y/secret");
        Assert.That(work.List(), Is.EqualTo(before));
    }

    [Test]
    public async Task Unmounting_does_not_help()
    {
        using var work = new TemporaryDirectory();
        work.File("secret/token");
        work.File("file");

        var result = await Tool.In(work).ProbeAsync("attempt",
            [
                "umount:secret", "umount:file", "nested", "umount:secret", "umount:file", "move:secret:/tmp", "remount:secret",
                $"umount:{work.Path}", "stat:secret/token", "read:file",
            ],
            "--deny", work["secret"], "--deny", work["file"]);

        result.ExpectExit(0);
        // With capabilities of its own, a program may open what covers the file, and finds nothing in it.
        Assert.That(result.Output, Does.Match($"""
            ^umount:secret: EPERM
            umount:file: EPERM
            nested
            umount:secret: EINVAL
            umount:file: EINVAL
            move:secret:/tmp: EINVAL
            remount:secret: EPERM
            umount:{work.Path}: EINVAL
            stat:secret/token: (EACCES|ENOENT)
            read:file: (EACCES|ENODATA)
            $
            """), result.ToString());
    }

    [Test]
    public async Task A_path_is_denied_in_what_is_bound_over_it()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("source/secret/token");

        await Tool.In(outer["work"]).ExpectAttemptsAsync("""
            read:/mnt/secret/token: EACCES
            list:/mnt: ok
            """,
            "--deny", "/mnt/secret", "--bind", $"{outer["source"]}:/mnt");
    }
}

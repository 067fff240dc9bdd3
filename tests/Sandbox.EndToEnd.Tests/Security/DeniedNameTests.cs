namespace Sandbox.EndToEnd.Tests.Security;

/// <summary><c>--deny</c> on paths that are not there, on patterns, and on what cannot be denied.</summary>
public sealed class DeniedNameTests
{
    [Test]
    public async Task A_missing_path_in_a_private_directory_cannot_be_made()
    {
        using var work = new TemporaryDirectory();

        await Tool.In(work).ExpectAttemptsAsync("""
            create:/tmp/secret: EEXIST
            mkdir:/tmp/secret: EEXIST
            write:/tmp/secret: EACCES
            create:/tmp/a/b/secret: EEXIST
            rename:/tmp/a:/tmp/c: EBUSY
            rename:/tmp/a/b:/tmp/a/c: EBUSY
            rmdir:/tmp/a/b: EBUSY
            create:/tmp/a/b/other: ok
            """,
            "--deny", "/tmp/secret", "--deny", "/tmp/a/b/secret");
        Assert.That(File.Exists("/tmp/secret") || Directory.Exists("/tmp/a"), Is.False);
    }

    [Test]
    public async Task A_missing_path_in_a_read_only_directory_cannot_be_made_and_leaves_no_ghost()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.Folder("elsewhere");

        await Tool.In(outer["work"]).ExpectAttemptsAsync($"""
            create:{outer["elsewhere/secret"]}: EROFS
            mkdir:{outer["elsewhere/a"]}: EROFS
            """,
            "--deny", outer["elsewhere/secret"], "--deny", outer["elsewhere/a/b"]);
        Assert.That(outer.List(), Is.EqualTo(new[] { "elsewhere/", "work/" }));
    }

    [Test]
    public async Task A_missing_path_in_a_writable_directory_of_the_host_is_refused_and_leaves_no_ghost()
    {
        using var work = new TemporaryDirectory();
        work.Link("dangling", work["target"]);

        (await Tool.In(work).RunAsync("--deny", work["secret"], "--", "true")).ExpectRefusal(work["secret"]);
        (await Tool.In(work).RunAsync("--deny", work["a/b/secret"], "--", "true")).ExpectRefusal(work["a/b/secret"]);
        (await Tool.In(work).RunAsync("--deny", work["dangling"], "--", "true")).ExpectRefusal(work["dangling"]);
        Assert.That(work.List(), Is.EqualTo(new[] { "dangling" }));
    }

    [Test]
    public async Task A_path_is_denied_wherever_it_is_bound()
    {
        using var work = new TemporaryDirectory();
        work.File("in/secret");
        work.File("in/other");

        await Tool.In(work).ExpectAttemptsAsync("""
            read:in/secret: EACCES
            read:/tmp/twice/secret: EACCES
            read:/tmp/whole/in/secret: EACCES
            read:/tmp/alone: EACCES
            read:/tmp/twice/other: ok
            rename:/tmp/whole/in:/tmp/whole/moved: EBUSY
            """,
            "--bind", $"{work["in"]}:/tmp/twice", "--bind", $"{work.Path}:/tmp/whole", "--ro-bind", $"{work["in/secret"]}:/tmp/alone",
            "--deny", work["in/secret"]);
        (await Tool.In("/").RunAsync("--bind", $"{work["in"]}:/tmp/twice", "--deny", work["in/missing"], "--", "true"))
            .ExpectRefusal(work["in/missing"], "/tmp/twice is writable");
        Assert.That(work.List(), Is.EqualTo(new[] { "in/", "in/other", "in/secret" }));
    }

    [Test]
    public async Task A_profile_denies_a_program_wherever_it_is_bound()
    {
        if (!File.Exists("/usr/bin/gcc"))
        {
            Assert.Ignore("/usr/bin/gcc is missing");
        }

        var result = await Tool.RunAsync("--ro-bind", "/usr/bin:/mnt", "--profile", "gcc", "--", "/mnt/gcc", "--version");
        Assert.That(result.ExpectExit(1).Error, Does.Contain("/usr/bin/gcc is not allowed here: profile 'gcc' denies it"));
    }

    [Test]
    public async Task A_file_the_kernel_makes_can_be_denied_unless_it_is_another_for_each_process()
    {
        await Tool.In("/").ExpectAttemptsAsync("""
            read:/proc/version: EACCES
            nested
            mount-proc:/mnt: EPERM
            read:/mnt/version: ENOENT
            """,
            "--deny", "/proc/version");
        (await Tool.RunAsync("--deny", "/proc/self/environ", "--", "true")).ExpectRefusal("/proc/self/environ");
        (await Tool.RunAsync("--deny", "/proc/*/environ", "--", "true")).ExpectRefusal("/proc/*/environ");
    }

    [Test]
    public async Task A_pattern_denies_what_it_matches()
    {
        using var work = new TemporaryDirectory();
        work.File("a.key");
        work.File("b.key");
        work.File("b.txt");
        work.File("deep/down/c.key");

        await Tool.In(work).ExpectAttemptsAsync("""
            read:a.key: EACCES
            read:b.key: EACCES
            read:b.txt: ok
            read:deep/down/c.key: ok
            """,
            "--deny", work["*.key"]);
        await Tool.In(work).ExpectAttemptsAsync("""
            read:a.key: EACCES
            read:b.txt: ok
            read:deep/down/c.key: EACCES
            """,
            "--deny", work["**/*.key"]);
        await Tool.In(work).ExpectAttemptsAsync("read:a.key: ok\nread:b.txt: EACCES", "--deny", work["?.txt"]);
    }

    [Test]
    public async Task A_pattern_that_matches_nothing_denies_nothing()
    {
        using var work = new TemporaryDirectory();

        await Tool.In(work).ExpectAttemptsAsync("create:a.key: ok", "--deny", work["*.key"]);
    }

    [Test]
    public async Task The_root_directory_cannot_be_denied() => (await Tool.RunAsync("--deny", "/", "--", "true")).ExpectRefusal("deny");

    [Test]
    public async Task Denying_the_working_directory_is_an_error_that_names_it()
    {
        using var work = new TemporaryDirectory();
        work.Folder("below");

        (await Tool.In(work["below"]).RunAsync("--deny", work.Path, "--", "true")).ExpectRefusal(work["below"]);
    }

    [Test]
    public async Task A_relative_path_and_an_unknown_mode_are_refused()
    {
        (await Tool.RunAsync("--deny", "secret", "--", "true")).ExpectRefusal("secret");
        (await Tool.RunAsync("--deny", "/etc/passwd:gently", "--", "true")).ExpectRefusal("--deny", "gently");
    }
}

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary><c>--root DIR</c>: a directory as the root, and what of it can be written.</summary>
public sealed class DirectoryRootTests
{
    private static readonly string[] Programs = ["--ro-bind", "/usr"];

    [Test]
    public async Task The_directory_is_the_root_and_read_only_by_default()
    {
        using var root = MakeRoot();
        var before = root.List();

        await ExpectAsync(root, $"""
            list:/usr: ok
            read:/data/file: ok
            create:/data/new: EROFS
            create:/new: EROFS
            chmod:/data: EROFS
            create:/tmp/new: ok
            stat:/etc: ENOENT
            stat:{TestEnvironment.Repository}: ENOENT
            read:/proc/self/status: ok
            write:/dev/null: ok
            """);
        Assert.That(root.List(), Is.EqualTo(before));
    }

    [Test]
    public async Task Only_the_writable_paths_are_writable()
    {
        using var root = MakeRoot();

        await ExpectAsync(root, """
            create:/data/new: ok
            write:/more/file: ok
            create:/more/new: EROFS
            create:/new: EROFS
            """,
            "--writable", "/data", "--writable", "/more/file");
        Assert.That(File.Exists(root["data/new"]));
    }

    [Test]
    public async Task All_of_it_can_be_writable()
    {
        using var root = MakeRoot();

        await ExpectAsync(root, """
            create:/data/new: ok
            create:/new: ok
            mkdir:/proc/new: ENOENT
            create:/tmp/new: ok
            """,
            "--writable", "all");
        Assert.That(root.List(), Does.Contain("new").And.Contain("data/new").And.Not.Contain("tmp/new"));
    }

    [Test]
    public async Task None_of_it_is_writable_when_that_is_said()
    {
        using var root = MakeRoot();

        await ExpectAsync(root, """
            create:/data/new: EROFS
            create:/new: EROFS
            """,
            "--writable", "none");
    }

    [Test]
    public async Task A_symlink_out_of_the_root_stays_inside()
    {
        using var outer = new TemporaryDirectory();
        outer.File("secret", "host");
        using var root = MakeRoot();
        root.Link("data/link", outer["secret"]);
        root.Link("data/up", "../../../../../../../.." + outer["secret"]);

        await ExpectAsync(root, $"""
            read:/data/link: ENOENT
            read:/data/up: ENOENT
            read:/proc/self/root{outer["secret"]}: ENOENT
            """);
        // As a writable path it would open the host's file, were it not looked up inside.
        (await Tool.RunAsync("--root", root.Path, "--writable", "/data/link", "--", "/probe")).ExpectRefusal("/data/link");
    }

    [Test]
    public async Task A_writable_path_that_is_missing_is_an_error_that_names_it()
    {
        using var root = MakeRoot();

        (await Tool.RunAsync("--root", root.Path, "--writable", "/missing", "--", "/probe")).ExpectRefusal("/missing");
    }

    [Test]
    public async Task A_root_that_is_missing_or_no_directory_is_an_error_that_names_it()
    {
        using var work = new TemporaryDirectory();
        work.File("file");

        (await Tool.RunAsync("--root", work["missing"], "--", "true")).ExpectRefusal(work["missing"]);
        (await Tool.RunAsync("--root", work["file"], "--", "true")).ExpectRefusal(work["file"]);
    }

    [Test]
    public async Task An_empty_directory_does_and_stays_empty()
    {
        using var root = new TemporaryDirectory();

        await new ToolCommand().ExpectAttemptsAsync("""
            list:/proc: ok
            list:/dev: ok
            list:/tmp: ENODATA
            create:/tmp/new: ok
            create:/new: EROFS
            """,
            "--root", root.Path, "--ro-bind", Probe.Compile("attempt"));
        Assert.That(root.List(), Is.Empty);
    }

    [Test]
    public async Task Its_working_directory_is_the_root_when_the_current_one_is_not_in_it()
    {
        using var work = new TemporaryDirectory();
        using var root = MakeRoot();

        (await Tool.In(work).RunAsync([.. Options(root), "--", "/usr/bin/pwd"])).ExpectOutput("/");
        (await Tool.In(work).RunAsync([.. Options(root), "--chdir", "/data", "--", "/usr/bin/pwd"])).ExpectOutput("/data");
    }

    /// <summary>A root with a file or two, and the links of a merged /usr.</summary>
    private static TemporaryDirectory MakeRoot()
    {
        var root = new TemporaryDirectory();
        foreach (var directory in new[] { "usr", "proc", "dev", "tmp" })
        {
            root.Folder(directory);
        }

        foreach (var link in new[] { "bin", "lib", "lib64" })
        {
            root.Link(link, $"usr/{link}");
        }

        root.File("data/file", "content");
        root.File("more/file", "content");
        File.Copy(Probe.Compile("attempt"), root["probe"]);
        return root;
    }

    private static string[] Options(TemporaryDirectory root) => ["--root", root.Path, .. Programs];

    private static async Task ExpectAsync(TemporaryDirectory root, string outcomes, params string[] options) =>
        (await Tool.RunAsync([.. Options(root), .. options, "--", "/probe", .. Attempts.In(outcomes)])).ExpectOutput(outcomes);
}

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary>A read-only mount stays read-only, whatever the program tries.</summary>
public sealed class ReadOnlyBindTests
{
    private static readonly string[] Attempts =
    [
        "write:/mnt/file", "create:/mnt/new", "chmod:/mnt/file", "chmod:/mnt", "remount:/mnt", "clear-attributes:/mnt", "umount:/mnt",
        "write:/mnt/file", "create:/mnt/below/new",
        "nested", "remount:/mnt", "clear-attributes:/mnt", "umount:/mnt", "bind:/mnt:/tmp", "remount:/tmp", "create:/tmp/new",
        "clear-attributes:/", "write:/mnt/file",
    ];

    private const string Outcomes = """
        write:/mnt/file: EROFS
        create:/mnt/new: EROFS
        chmod:/mnt/file: EROFS
        chmod:/mnt: EROFS
        remount:/mnt: EPERM
        clear-attributes:/mnt: EPERM
        umount:/mnt: EPERM
        write:/mnt/file: EROFS
        create:/mnt/below/new: EROFS
        nested
        remount:/mnt: EPERM
        clear-attributes:/mnt: EPERM
        umount:/mnt: EINVAL
        bind:/mnt:/tmp: ok
        remount:/tmp: EPERM
        create:/tmp/new: EROFS
        clear-attributes:/: EPERM
        write:/mnt/file: EROFS
        """;

    [Test]
    public async Task It_withstands_chmod_remounting_and_unmounting()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("source/file");
        outer.Folder("source/below");

        var result = await Tool.In(outer["work"]).ProbeAsync("attempt", Attempts, "--ro-bind", $"{outer["source"]}:/mnt");

        result.ExpectOutput(Outcomes);
    }

    [Test]
    public async Task What_is_mounted_below_the_source_is_read_only_too()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.Folder("source/below");

        // The mount is made in namespaces around the tool, so that it works for every user and goes away by itself.
        var result = await InOwnNamespaces(outer,
            "mount -t tmpfs tmpfs source/below && echo content > source/below/mounted && cd work && exec \"$@\"",
            "--ro-bind", $"{outer["source"]}:/mnt", "--", Probe.Compile("attempt"),
            "read:/mnt/below/mounted", "write:/mnt/below/mounted", "create:/mnt/below/new", "remount:/mnt/below", "umount:/mnt/below",
            "nested", "remount:/mnt/below", "umount:/mnt/below", "clear-attributes:/mnt/below", "write:/mnt/below/mounted");

        result.ExpectOutput("""
            read:/mnt/below/mounted: ok
            write:/mnt/below/mounted: EROFS
            create:/mnt/below/new: EROFS
            remount:/mnt/below: EPERM
            umount:/mnt/below: EPERM
            nested
            remount:/mnt/below: EPERM
            umount:/mnt/below: EINVAL
            clear-attributes:/mnt/below: EPERM
            write:/mnt/below/mounted: EROFS
            """);
    }

    [Test]
    public async Task What_is_mounted_on_the_host_is_read_only_in_the_default_root()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.Folder("elsewhere");

        var result = await InOwnNamespaces(outer, "mount -t tmpfs tmpfs elsewhere && echo content > elsewhere/mounted && cd work && exec \"$@\"",
            "--", Probe.Compile("attempt"), $"read:{outer["elsewhere/mounted"]}", $"write:{outer["elsewhere/mounted"]}", $"create:{outer["elsewhere/new"]}");

        result.ExpectOutput($"""
            read:{outer["elsewhere/mounted"]}: ok
            write:{outer["elsewhere/mounted"]}: EROFS
            create:{outer["elsewhere/new"]}: EROFS
            """);
    }

    [Test]
    public async Task What_the_sandbox_has_sealed_itself_stays_sealed()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.Folder("host");

        // A directory of the host that had to be copied to hold a new target, and /dev.
        var result = await Tool.In(outer["work"]).ProbeAsync("attempt", [
            $"create:{outer["host/file"]}", $"remount:{outer["host"]}", "remount:/dev", "umount:/dev", $"rename:{outer["host/new"]}:{outer["host/old"]}",
            "nested", $"remount:{outer["host"]}", $"clear-attributes:{outer["host"]}", $"umount:{outer["host"]}", $"create:{outer["host/file"]}",
            "remount:/dev", "clear-attributes:/dev", "umount:/dev", "create:/dev/file", "remount:/dev/null", "umount:/dev/null", "chmod:/dev/null"],
            "--dir", outer["host/new"]);

        result.ExpectOutput($"""
            create:{outer["host/file"]}: EROFS
            remount:{outer["host"]}: EPERM
            remount:/dev: EPERM
            umount:/dev: EPERM
            rename:{outer["host/new"]}:{outer["host/old"]}: EROFS
            nested
            remount:{outer["host"]}: EPERM
            clear-attributes:{outer["host"]}: EPERM
            umount:{outer["host"]}: EINVAL
            create:{outer["host/file"]}: EROFS
            remount:/dev: EPERM
            clear-attributes:/dev: EPERM
            umount:/dev: EINVAL
            create:/dev/file: EROFS
            remount:/dev/null: EPERM
            umount:/dev/null: EINVAL
            chmod:/dev/null: EROFS
            """);
    }

    /// <summary>Runs a shell script, with the tool and its options as <c>"$@"</c>, where it may mount.</summary>
    private static Task<ToolResult> InOwnNamespaces(TemporaryDirectory directory, string script, params string[] tool) =>
        new ToolCommand { FileName = "unshare", WorkingDirectory = directory.Path }.RunAsync(
            ["--user", "--map-current-user", "--mount", "--keep-caps", "--", "sh", "-c", script, "sh", TestEnvironment.Tool, .. tool]);
}

namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary>A read-only mount stays read-only, whatever the program tries.</summary>
public sealed class ReadOnlyBindTests
{
    [Test]
    public async Task It_withstands_chmod_remounting_and_unmounting()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.File("source/file");
        outer.Folder("source/below");

        await Tool.In(outer["work"]).ExpectAttemptsAsync("""
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
            """,
            "--ro-bind", $"{outer["source"]}:/mnt");
    }

    [Test]
    public async Task What_is_mounted_below_the_source_is_read_only_too()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.Folder("source/below");

        // The mount is made in namespaces around the tool, so that it works for every user and goes away by itself.
        var script = "mount -t tmpfs tmpfs source/below && echo content > source/below/mounted && cd work && exec \"$@\"";
        await InOwnNamespaces(outer, script).ExpectAttemptsAsync("""
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
            """,
            "--ro-bind", $"{outer["source"]}:/mnt");
    }

    [Test]
    public async Task What_is_mounted_on_the_host_is_read_only_in_the_default_root()
    {
        using var outer = new TemporaryDirectory();
        outer.Folder("work");
        outer.Folder("elsewhere");

        var script = "mount -t tmpfs tmpfs elsewhere && echo content > elsewhere/mounted && cd work && exec \"$@\"";
        await InOwnNamespaces(outer, script).ExpectAttemptsAsync($"""
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
        await Tool.In(outer["work"]).ExpectAttemptsAsync($"""
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
            """,
            "--dir", outer["host/new"]);
    }

    /// <summary>The tool, started by a shell script as <c>"$@"</c> where that may mount.</summary>
    private static ToolCommand InOwnNamespaces(TemporaryDirectory directory, string script) => Tool.In(directory) with
    {
        FileName = "unshare",
        FirstArguments =
        [
            "--user", "--map-current-user", "--mount", "--keep-caps", "--", "sh", "-c", script, "sh", TestEnvironment.Tool,
        ],
    };
}

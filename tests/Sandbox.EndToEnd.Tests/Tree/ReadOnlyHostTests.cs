namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary>The default root: the host's tree read-only, the current directory writable, the rest private.</summary>
public sealed class ReadOnlyHostTests
{
    [Test]
    public async Task Only_the_current_directory_can_be_written()
    {
        using var outer = new TemporaryDirectory();
        outer.File("neighbour/file", "untouched");
        outer.Folder("work/below");

        await Tool.In(outer["work"]).ExpectAttemptsAsync($"""
            create:file: ok
            create:below/file: ok
            mkdir:directory: ok
            read:{outer["neighbour/file"]}: ok
            write:{outer["neighbour/file"]}: EROFS
            chmod:{outer["neighbour/file"]}: EROFS
            unlink:{outer["neighbour/file"]}: EROFS
            create:{outer["neighbour/new"]}: EROFS
            mkdir:{outer["new"]}: EROFS
            rename:file:../file: EXDEV
            link:file:../file: EROFS
            """);
        Assert.That(outer.List(), Is.EqualTo(
            new[] { "neighbour/", "neighbour/file", "work/", "work/below/", "work/below/file", "work/directory/", "work/file" }));
    }

    [Test]
    public async Task No_mount_is_writable_but_the_private_ones_and_the_current_directory()
    {
        using var work = new TemporaryDirectory();

        var result = await Tool.In(work).RunAsync("--", "cat", "/proc/self/mountinfo");

        result.ExpectExit(0);
        var writable = MountTable.Parse(result.Output).Visible
            .Where(mount => !mount.Options.Contains("ro")).Select(mount => mount.Target);
        // Root of the host owns /proc/sys in every user namespace, so /proc is read-only for it.
        string[] expected = [work.Path, "/tmp", "/dev/shm", "/dev/pts", .. Environment.IsPrivilegedProcess ? [] : new[] { "/proc" }];
        Assert.That(writable, Is.EquivalentTo(expected), result.Output);
    }

    [Test]
    public async Task No_mount_gives_set_user_id_programs_their_effect_and_only_devices_asked_for_work()
    {
        var result = await Tool.RunAsync("--", "cat", "/proc/self/mountinfo");

        result.ExpectExit(0);
        var mounts = MountTable.Parse(result.Output).Mounts;
        Assert.That(mounts.Where(mount => !mount.Options.Contains("nosuid")), Is.Empty, result.Output);
        var withDevices = mounts.Where(mount => !mount.Options.Contains("nodev")).Select(mount => mount.Target);
        Assert.That(withDevices, Is.All.StartsWith("/dev/"), result.Output);
    }

    [Test]
    public async Task The_tmp_directory_is_private_and_open_to_all_users_of_it()
    {
        using var work = new TemporaryDirectory();
        var name = $"/tmp/{Guid.NewGuid():N}";

        var result = await Tool.In(work).ShellAsync($"stat -c '%a %F' /tmp; ls -A /tmp; echo secret > {name} && cat {name}");

        result.ExpectOutput("1777 directory\nsecret");
        Assert.That(File.Exists(name), Is.False, result.ToString());
    }

    [Test]
    public async Task A_current_directory_below_tmp_stays_where_it_is_and_its_neighbours_are_hidden()
    {
        var outer = Directory.CreateDirectory($"/tmp/sandbox-test-{Guid.NewGuid():N}").FullName;
        try
        {
            Directory.CreateDirectory($"{outer}/work");
            File.WriteAllText($"{outer}/neighbour", "");

            var result = await Tool.In($"{outer}/work").ShellAsync($"pwd; echo made > file; ls {outer}");

            result.ExpectOutput($"{outer}/work\nwork");
            Assert.That(File.ReadAllText($"{outer}/work/file"), Is.EqualTo("made\n"));
        }
        finally
        {
            Directory.Delete(outer, recursive: true);
        }
    }

    [Test]
    public async Task From_the_root_directory_nothing_becomes_writable()
    {
        await Tool.In("/").ExpectAttemptsAsync($"create:{SuiteDirectory.Path}/new: EROFS\ncreate:/tmp/new: ok");
    }

    [Test]
    public async Task Nothing_is_left_on_the_host_after_a_run()
    {
        using var work = new TemporaryDirectory();
        var mounts = await File.ReadAllTextAsync("/proc/self/mountinfo");

        var result = await Tool.In(work).ShellAsync(
            "touch /tmp/a /dev/shm/b; mkdir -p /tmp/c/d", "--dir", "/tmp/x", "--tmpfs", "/mnt", "--deny", "/etc/passwd");

        result.ExpectExit(0);
        Assert.That(work.List(), Is.Empty);
        Assert.That(await File.ReadAllTextAsync("/proc/self/mountinfo"), Is.EqualTo(mounts));
        Assert.That(File.Exists("/dev/shm/b") || File.Exists("/tmp/a"), Is.False);
    }
}

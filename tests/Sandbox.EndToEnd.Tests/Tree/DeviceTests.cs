namespace Sandbox.EndToEnd.Tests.Tree;

/// <summary>/dev: what programs cannot do without, working, and nothing else.</summary>
public sealed class DeviceTests
{
    [Test]
    public async Task The_dev_directory_is_minimal()
    {
        var result = await Tool.RunAsync("--", "sh", "-c", "ls /dev; ls /dev/pts /dev/shm");

        result.ExpectExit(0);
        var entries = result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => name != "console");
        Assert.That(entries, Is.EqualTo(new[]
        {
            "core", "fd", "full", "null", "ptmx", "pts", "random", "shm", "stderr", "stdin", "stdout", "tty", "urandom", "zero",
            "/dev/pts:", "ptmx", "/dev/shm:",
        }), result.ToString());
    }

    [Test]
    public async Task The_devices_work()
    {
        var result = await Tool.RunAsync("--", "sh", "-c", """
            echo lost > /dev/null && wc -c < /dev/null
            head -c 8 /dev/zero | od -An -tx1
            head -c 8 /dev/urandom | wc -c
            head -c 8 /dev/random | wc -c
            head -c 1 /dev/zero 2>&1 > /dev/full | sed 's/.*: //'
            echo out > /dev/stdout
            echo in | cat /dev/stdin
            cat /dev/fd/3 3</proc/sys/kernel/ostype
            echo shared > /dev/shm/x && cat /dev/shm/x
            stat -c %a /dev/shm
            """);

        result.ExpectOutput("""
            0
             00 00 00 00 00 00 00 00
            8
            8
            No space left on device
            out
            in
            Linux
            shared
            1777
            """);
    }

    [Test]
    public async Task Nothing_can_be_added_to_it() =>
        await Tool.In("/").ExpectAttemptsAsync("""
            create:/dev/new: EROFS
            unlink:/dev/null: EROFS
            chmod:/dev/null: EROFS
            chmod:/dev: EROFS
            """);

    [Test]
    public async Task Shared_memory_is_private()
    {
        var name = $"/dev/shm/{Guid.NewGuid():N}";
        await File.WriteAllTextAsync(name, "");
        try
        {
            await Tool.In("/").ExpectAttemptsAsync($"list:/dev/shm: ENODATA\ncreate:/dev/shm/new: ok\ncreate:{name}-2: ok");
            Assert.That(File.Exists($"{name}-2"), Is.False);
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Test]
    public async Task Device_nodes_cannot_be_made()
    {
        using var work = new TemporaryDirectory();

        await Tool.In(work).ExpectAttemptsAsync("""
            null-device:null: EPERM
            disk-device:disk: EPERM
            null-device:/tmp/null: EPERM
            disk-device:/dev/shm/disk: EPERM
            nested
            null-device:null: EPERM
            disk-device:disk: EPERM
            """);
    }

    [Test]
    public async Task A_device_node_in_the_current_directory_does_not_work()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("only root can make the device node this test needs");
        }

        using var work = new TemporaryDirectory();
        var host = Tool.In(work) with { FileName = Probe.Compile("attempt") };
        (await host.RunAsync("null-device:null", "write:null")).ExpectOutput("null-device:null: ok\nwrite:null: ok");

        await Tool.In(work).ExpectAttemptsAsync("write:null: EACCES\nread:null: EACCES");
    }

    [Test]
    public async Task A_device_directory_can_be_had_elsewhere()
    {
        using var work = new TemporaryDirectory();

        var result = await Tool.In(work).ShellAsync("cd /mnt && ls | paste -sd ' ' && echo x > null && head -c 2 zero | wc -c", "--dev", "/mnt");

        result.ExpectExit(0);
        Assert.That(
            result.Output,
            Does.Match("^(console )?core fd full null ptmx pts random shm stderr stdin stdout tty urandom zero\n2\n$"),
            result.ToString());
    }
}

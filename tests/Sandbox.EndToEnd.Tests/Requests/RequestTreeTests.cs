namespace Sandbox.EndToEnd.Tests.Requests;

/// <summary>What a request's command sees, and who it is.</summary>
public sealed class RequestTreeTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public async Task Names_and_ids_are_the_defaults_and_nothing_is_inherited()
    {
        var tool = new ToolCommand { Environment = new Dictionary<string, string?> { ["SECRET"] = "42" } };
        var result = await RunAsync(tool, "id -u; id -g; cat /proc/sys/kernel/hostname /proc/sys/kernel/domainname; echo x$SECRET; pwd");

        result.ExpectResponse("""{"status":"exited","code":0}""");
        Assert.That(result.Output, Does.StartWith("0\n0\nsandals\nsandals\nx\n/\n"));
    }

    [Test]
    public async Task Names_ids_environment_and_directory_are_as_asked()
    {
        var result = await new ToolCommand().RequestAsync(new
        {
            cmd = RequestTool.Shell("id -u; id -g; cat /proc/sys/kernel/hostname /proc/sys/kernel/domainname; echo $A; pwd"),
            uid = 99,
            gid = 7,
            hostName = "h",
            domainName = "d",
            env = new[] { "A=b=c" },
            workDir = "usr/./bin",
            pipes = Shown,
        });

        Assert.That(result.ExpectExit(0).Output, Does.StartWith("99\n7\nh\nd\nb=c\n/usr/bin\n"));
    }

    [Test]
    public async Task Addresses_are_the_same_when_they_are_not_randomized()
    {
        var request = new { cmd = RequestTool.Shell("cat /proc/self/personality; grep stack /proc/self/maps"), vaRandomize = false, pipes = Shown };

        var first = await new ToolCommand().RequestAsync(request);
        var second = await new ToolCommand().RequestAsync(request);

        Assert.That(first.ExpectExit(0).Output, Does.StartWith("00040000").And.EqualTo(second.Output));
    }

    [Test]
    public async Task The_hosts_tree_is_writable_as_far_as_the_caller_may()
    {
        (await RunAsync(new ToolCommand(), $"echo written > {_directory["file"]}")).ExpectResponse("""{"status":"exited","code":0}""");

        Assert.That(await File.ReadAllTextAsync(_directory["file"]), Is.EqualTo("written\n"));
    }

    [Test]
    public async Task A_read_only_bind_stays_so_and_another_can_be_written()
    {
        _directory.File("a", "a\n");
        _directory.File("b", "b\n");
        var mounts = new object[]
        {
            new { type = "tmpfs", dest = "/proc" },
            new { type = "bind", dest = "/proc/a", src = _directory["a"], ro = true },
            new { type = "bind", dest = "/proc/b", src = _directory["b"] },
        };

        var result = await RunAsync(
            new ToolCommand(), "cat /proc/a; chmod +w /proc/a; { echo x > /proc/a; } 2> /dev/null; mount -o remount,rw /proc/a 2> /dev/null; echo y > /proc/b; ls /proc", mounts);

        Assert.That(result.ExpectExit(0).Output, Does.StartWith("a\na\nb\n"));
        Assert.That(await File.ReadAllTextAsync(_directory["a"]), Is.EqualTo("a\n"));
        Assert.That(await File.ReadAllTextAsync(_directory["b"]), Is.EqualTo("y\n"));
    }

    [Test]
    public async Task A_tmpfs_has_the_size_and_mode_asked_for()
    {
        var mounts = new object[] { new { type = "tmpfs", dest = "/tmp", options = "size=64k,mode=0710" } };

        var result = await RunAsync(new ToolCommand(), "stat -c %a /tmp; head -c 100000 /dev/zero > /tmp/x || stat -c %s /tmp/x", mounts);

        Assert.That(result.ExpectExit(0).Output, Does.StartWith("710\n65536\n"));
    }

    [Test]
    public async Task A_tmpfs_has_as_many_entries_as_asked_for()
    {
        // The top directory is one of them.
        var mounts = new object[] { new { type = "tmpfs", dest = "/tmp", options = "nr_inodes=3" } };

        var result = await RunAsync(new ToolCommand(), "touch /tmp/1 /tmp/2; touch /tmp/3 2>/dev/null || echo full; ls /tmp", mounts);

        Assert.That(result.ExpectExit(0).Output, Does.StartWith("full\n1\n2\n"));
    }

    [Test]
    public async Task File_systems_the_kernel_fills_are_the_sandboxs_own()
    {
        var mounts = new object[]
        {
            new { type = "tmpfs", dest = "/tmp" },
            new { type = "sysfs", dest = "/tmp/sys", ro = true },
            new { type = "devpts", dest = "/tmp/pts" },
            new { type = "mqueue", dest = "/tmp/mqueue" },
            new { type = "proc", dest = "/tmp/proc", ro = true },
        };

        var result = await RunAsync(new ToolCommand(), "ls /tmp/sys/class/net /tmp/pts; touch /tmp/mqueue/q && ls /tmp/mqueue; ls -d /tmp/proc/$$; grep -c ' /tmp/.* ro' /proc/mounts", mounts);

        Assert.That(result.ExpectExit(0).Output, Does.Match("^/tmp/pts:\nptmx\n\n/tmp/sys/class/net:\nlo\nq\n/tmp/proc/2\n2\n"), result.ToString());
    }

    [TestCase("tmpfs")]
    [TestCase("mqueue")]
    public async Task What_is_mounted_read_only_cannot_be_written(string type)
    {
        var result = await RunAsync(new ToolCommand(), "touch /tmp/file 2>/dev/null || echo refused", new { type, dest = "/tmp", ro = true });

        Assert.That(result.ExpectExit(0).Output, Does.StartWith("refused\n"));
    }

    [Test]
    public async Task Mounts_on_the_root_take_its_place()
    {
        var mounts = new List<object> { new { type = "tmpfs", dest = "/" } };
        mounts.AddRange(new[] { "/bin", "/lib", "/usr", "/etc", "/lib64" }.Where(Directory.Exists).Select(path => new { type = "bind", dest = path, src = path }));
        mounts.Add(new { type = "tmpfs", dest = "/tmp" });

        var result = await new ToolCommand().RequestAsync(new
        {
            cmd = RequestTool.Shell("cd ../../../..; ls | grep -v lib64 | tr '\\n' ' '"),
            workDir = ".",
            chroot = "/tmp",
            mounts,
            pipes = Shown,
        });

        Assert.That(result.ExpectExit(0).Output, Does.StartWith("bin etc lib tmp usr "), result.ToString());
    }

    [Test]
    public async Task Another_root_is_shown_as_it_is_and_can_be_written()
    {
        var root = _directory.Folder("root");
        var mounts = new object[] { new { type = "bind", dest = "/usr", src = "/usr", ro = true } };
        foreach (var link in new[] { "bin", "lib", "lib64" }.Where(name => new DirectoryInfo("/" + name).LinkTarget is not null))
        {
            _directory.Link($"root/{link}", "usr/" + link);
        }

        var result = await new ToolCommand().RequestAsync(new { cmd = RequestTool.Shell("ls / | tr '\\n' ' '; echo new > /file"), chroot = root, mounts, pipes = Shown });

        Assert.That(result.ExpectExit(0).Output, Does.StartWith("bin lib lib64 usr "), result.ToString());
        Assert.That(await File.ReadAllTextAsync(_directory["root/file"]), Is.EqualTo("new\n"));
    }

    [Test]
    public async Task Nothing_is_made_in_the_hosts_tree()
    {
        var mounts = new object[] { new { type = "tmpfs", dest = "/" }, new { type = "bind", dest = "/", src = "/" }, new { type = "tmpfs", dest = _directory["missing"] } };

        (await RunAsync(new ToolCommand(), "true", mounts)).ExpectFailure("internalError", $"mounts[2].dest: {_directory["missing"]} does not exist");

        Assert.That(_directory.List(), Is.Empty);
    }

    [Test]
    public async Task A_place_the_caller_could_not_make_is_shown_without_making_it()
    {
        const string Missing = "/usr/no-such-place";
        var mounts = new object[] { new { type = "tmpfs", dest = Missing } };

        var result = await RunAsync(new ToolCommand(), $"test -d {Missing} && test -d /usr/bin && ! mkdir /usr/another 2>&-", mounts);

        Assert.That(Directory.Exists(Missing), Is.False);
        if (Environment.IsPrivilegedProcess)
        {
            // Who may write everywhere could have made it, and must.
            result.ExpectFailure("internalError", $"mounts[0].dest: {Missing} does not exist");
        }
        else
        {
            result.ExpectResponse("""{"status":"exited","code":0}""");
        }
    }

    [TestCase("invalid", "/tmp", null, "mounts[0].type: 'invalid' can't be mounted")]
    [TestCase("tmpfs", "/tmp", "invalid", "mounts[0].options: 'invalid'")]
    [TestCase("tmpfs", "/tmp", "size=0", "mounts[0].options: 'size=0'")]
    [TestCase("tmpfs", "/tmp", "mode=4755", "mounts[0].options: 'mode=4755'")]
    [TestCase("tmpfs", "/tmp", "nr_inodes=0", "mounts[0].options: 'nr_inodes=0'")]
    [TestCase("proc", "/proc", "hidepid=2", "mounts[0].options: ")]
    [TestCase("devpts", "/tmp", "gid=5", "mounts[0].options: ")]
    public async Task What_cannot_be_mounted_is_an_internal_error(string type, string dest, string? options, string description)
    {
        var mount = new Dictionary<string, string> { ["type"] = type, ["dest"] = dest };
        if (options is not null)
        {
            mount["options"] = options;
        }

        (await new ToolCommand().RequestAsync(new { cmd = new[] { "id" }, mounts = new[] { mount } })).ExpectFailure("internalError", description);
    }

    private static object[] Shown => [new { dest = "/dev/stdout", stdout = true }];

    private static Task<ToolResult> RunAsync(ToolCommand tool, string script, params object[] mounts) =>
        tool.RequestAsync(new { cmd = RequestTool.Shell(script), mounts, pipes = Shown });
}

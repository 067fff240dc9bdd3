namespace Sandbox.Tests.Json;

/// <summary>Specs as JSON: what is read, what is written, and that the two are one form.</summary>
public sealed class SandboxSpecJsonTests
{
    private const string Everything = """
        {
          "fileName": "make", "arguments": ["-j2", "all"],
          "root": {"path": "/srv/root", "writable": ["/var", "/home"], "type": "directory"},
          "mounts": [
            {"type": "bind", "source": "/src"},
            {"type": "bind", "source": "/a", "target": "/b", "readOnly": true, "optional": true},
            {"type": "tmpfs", "target": "/t", "size": "64M", "mode": "1777"},
            {"type": "tmpfs", "target": "/t2", "size": 8192},
            {"type": "proc", "target": "/proc"}, {"type": "dev", "target": "/dev"},
            {"type": "dir", "target": "/d", "mode": "0700"},
            {"type": "symlink", "target": "/l", "linkTarget": "d"},
            {"type": "file", "source": "/etc/hosts", "target": "/etc/hosts", "mode": "444"}
          ],
          "deny": [{"path": "/secret"}, {"path": "/h", "mode": "hide"}, "/usr/bin/perl:message", "/plain"],
          "network": "host",
          "environment": {"inherit": false, "variables": {"A": "b", "C": null}},
          "workingDirectory": "/src",
          "identity": {"userId": 0, "groupId": 4294967294, "hostName": "box", "domainName": "local"},
          "umask": "022",
          "limits": {"wallTime": "10s", "killAfter": 0.5, "cpuTime": "1m", "memory": "512M", "processes": 64,
                     "fileSize": 0, "openFiles": 64, "stack": "1M", "coreSize": 0, "output": "10M", "cpus": 1.5, "addressSpace": "4G"},
          "cgroup": {"parent": "/sys/fs/cgroup/a", "settings": {"memory.low": "16M", "io.weight": "50"}},
          "stdio": {"input": {"file": "/in"}, "output": {"capture": "1K"}, "error": "stdout"},
          "keepFileDescriptors": [7, 3], "newSession": true, "asPid1": true, "fakeChown": false
        }
        """;

    [Test]
    public void Every_member_of_a_spec_can_be_read()
    {
        var spec = SandboxSpecJson.Parse(Everything);

        Assert.Multiple(() =>
        {
            Assert.That(spec.Arguments, Is.EqualTo(["-j2", "all"]));
            Assert.That(spec.Root, Is.EqualTo(SandboxRoot.Directory("/srv/root", WritablePaths.Only("/var", "/home"))));
            Assert.That(spec.Mounts, Is.EqualTo(new SandboxMount[]
            {
                SandboxMount.Bind("/src"),
                SandboxMount.ReadOnlyBind("/a", "/b") with { Optional = true },
                SandboxMount.Tmpfs("/t", 64 * 1024 * 1024, (UnixFileMode)0b1_111_111_111),
                SandboxMount.Tmpfs("/t2", 8192),
                SandboxMount.Proc("/proc"), SandboxMount.Dev("/dev"),
                SandboxMount.Directory("/d", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute),
                SandboxMount.Symlink("d", "/l"),
                SandboxMount.File("/etc/hosts", "/etc/hosts", (UnixFileMode)0b100_100_100),
            }));
            Assert.That(spec.Deny, Is.EqualTo(new[]
            {
                DeniedPath.Block("/secret"), DeniedPath.Hide("/h"),
                new() { Path = "/usr/bin/perl", Mode = DenyMode.Message }, DeniedPath.Block("/plain"),
            }));
            Assert.That(spec.Network, Is.EqualTo(SandboxNetwork.Host));
            Assert.That(spec.Environment.Inherit, Is.False);
            Assert.That(spec.Environment.Variables, Is.EqualTo(new Dictionary<string, string?> { ["A"] = "b", ["C"] = null }));
            Assert.That(spec.Identity, Is.EqualTo(
                new SandboxIdentity { UserId = 0, GroupId = 4294967294, HostName = "box", DomainName = "local" }));
            Assert.That(spec.Umask, Is.EqualTo(UnixFileMode.GroupWrite | UnixFileMode.OtherWrite));
            Assert.That(spec.Limits, Is.EqualTo(new SandboxLimits
            {
                WallTime = TimeSpan.FromSeconds(10), KillAfter = TimeSpan.FromMilliseconds(500), CpuTime = TimeSpan.FromMinutes(1),
                Memory = 512L << 20, Processes = 64, FileSize = 0, OpenFiles = 64, Stack = 1 << 20, CoreSize = 0, Output = 10 << 20,
                Cpus = 1.5m, AddressSpace = 4L << 30,
            }));
            Assert.That(spec.Cgroup?.Parent, Is.EqualTo("/sys/fs/cgroup/a"));
            Assert.That(spec.Cgroup?.Settings, Is.EqualTo(new Dictionary<string, string> { ["io.weight"] = "50", ["memory.low"] = "16M" }));
            Assert.That(spec.Stdio, Is.EqualTo(new SandboxStdio
            {
                Input = SandboxInput.File("/in"), Output = SandboxOutput.Capture(1024), Error = SandboxOutput.ToStandardOutput,
            }));
            Assert.That(spec.KeepFileDescriptors, Is.EqualTo([7, 3]));
            Assert.That((spec.WorkingDirectory, spec.NewSession, spec.AsPid1, spec.FakeChown), Is.EqualTo(("/src", true, true, false)));
        });
    }

    [TestCase(Everything)]
    [TestCase("""{"fileName":"true"}""")]
    [TestCase("""{"fileName":"true","stdio":{"output":{"capture":1},"error":{"capture":2},"inOrder":true}}""")]
    [TestCase("""{"fileName":"true","root":"host","stdio":{"input":"null","output":"null","error":{"file":"/e","append":true}}}""")]
    [TestCase("""{"fileName":"ü\" 😀","root":{"type":"readonly","writableWorkingDirectory":false}}""")]
    [TestCase("""{"fileName":"x","root":{"type":"directory","path":"/r","writable":"none","privateMounts":false},"randomizeAddresses":false}""")]
    [TestCase("""{"fileName":"x","root":"empty"}""")]
    [TestCase("""{"fileName":"x","network":"loopback","deny":[{"path":"/a","mode":"message","reason":"why"}]}""")]
    [TestCase("""{"fileName":"x","network":{"addresses":["192.0.2.9"],"hostNameAddress":"127.0.0.1"}}""")]
    [TestCase("""{"fileName":"x","root":{"type":"directory","path":"/r","writable":"all"},"limits":{"wallTime":"0.0000001"}}""")]
    [TestCase("""{"fileName":"x","root":"hermetic","inputs":["/a","/b"],"outputs":["/c/d"]}""")]
    [TestCase("""{"fileName":"x","root":{"type":"hermetic","systemDirectories":false}}""")]
    public void What_is_written_reads_as_the_same_spec(string json)
    {
        var written = SandboxSpecJson.Write(SandboxSpecJson.Parse(json));

        Assert.That(SandboxSpecJson.Write(SandboxSpecJson.Parse(written)), Is.EqualTo(written));
        Assert.That(SandboxSpecJson.Write(SandboxSpecJson.Parse(SandboxSpecJson.Write(SandboxSpecJson.Parse(json), indented: true))),
            Is.EqualTo(written));
    }

    [Test]
    public void Writing_keeps_every_member_and_leaves_out_defaults()
    {
        Assert.That(SandboxSpecJson.Write(SandboxSpec.For("true")), Is.EqualTo("""{"fileName":"true"}"""));
        Assert.That(SandboxSpecJson.Write(SandboxSpecJson.Parse(Everything)), Is.EqualTo(
            """
            {"fileName":"make","arguments":["-j2","all"],
            "root":{"type":"directory","path":"/srv/root","writable":["/var","/home"]},
            "mounts":[{"type":"bind","source":"/src","target":"/src"},
            {"type":"bind","source":"/a","target":"/b","readOnly":true,"optional":true},
            {"type":"tmpfs","target":"/t","size":67108864,"mode":"1777"},
            {"type":"tmpfs","target":"/t2","size":8192,"mode":"0755"},
            {"type":"proc","target":"/proc"},{"type":"dev","target":"/dev"},
            {"type":"dir","target":"/d","mode":"0700"},
            {"type":"symlink","target":"/l","linkTarget":"d"},
            {"type":"file","source":"/etc/hosts","target":"/etc/hosts","mode":"0444"}],
            "deny":[{"path":"/secret","mode":"block"},{"path":"/h","mode":"hide"},
            {"path":"/usr/bin/perl","mode":"message"},{"path":"/plain","mode":"block"}],
            "network":"host","environment":{"inherit":false,"variables":{"A":"b","C":null}},"workingDirectory":"/src",
            "identity":{"userId":0,"groupId":4294967294,"hostName":"box","domainName":"local"},"umask":"0022",
            "limits":{"wallTime":"10s","killAfter":"500ms","cpuTime":"60s","memory":536870912,"processes":64,
            "cpus":1.5,"addressSpace":4294967296,"fileSize":0,"openFiles":64,"stack":1048576,"coreSize":0,"output":10485760},
            "cgroup":{"parent":"/sys/fs/cgroup/a","settings":{"io.weight":"50","memory.low":"16M"}},
            "stdio":{"input":{"file":"/in"},"output":{"capture":1024},"error":"stdout"},
            "keepFileDescriptors":[7,3],"newSession":true,"asPid1":true,"fakeChown":false}
            """.ReplaceLineEndings("")));
    }

    [Test]
    public void A_hermetic_tree_can_be_read()
    {
        var spec = SandboxSpecJson.Parse("""{"fileName":"x","root":"hermetic","inputs":["/a","/b"]}""");
        var bare = SandboxSpecJson.Parse("""{"fileName":"x","root":{"type":"hermetic","systemDirectories":false}}""");

        Assert.That((spec.Root, bare.Root), Is.EqualTo((SandboxRoot.Hermetic(), SandboxRoot.Hermetic(systemDirectories: false))));
        Assert.That(spec.Inputs, Is.EqualTo(["/a", "/b"]));
    }

    [Test]
    public void A_mount_that_must_stay_visible_is_written_as_such()
    {
        var spec = SandboxSpec.For("x") with { Mounts = [SandboxMount.Tmpfs("/a") with { KeepVisible = true }, SandboxMount.Tmpfs("/b")] };

        Assert.That(SandboxSpecJson.Parse(SandboxSpecJson.Write(spec)).Mounts, Is.EqualTo(spec.Mounts));
        Assert.That(SandboxSpecJson.Parse("""{"fileName":"x","mounts":[{"type":"proc","target":"/p","keepVisible":true}]}""").Mounts[0].KeepVisible);
    }

    [Test]
    public void A_stream_of_the_caller_cannot_be_written()
    {
        var spec = SandboxSpec.For("cat") with { Stdio = new() { Output = SandboxOutput.Stream(Stream.Null) } };

        var thrown = Assert.Throws<SandboxSpecException>(() => SandboxSpecJson.Write(spec));

        Assert.That(thrown.Errors[0].Member, Is.EqualTo("stdio.output"));
    }

    [Test]
    public async Task A_spec_can_be_read_from_a_stream_with_a_byte_order_mark()
    {
        using var stream = new MemoryStream([0xEF, 0xBB, 0xBF, .. """{"fileName":"true"}"""u8]);

        var spec = await SandboxSpecJson.ParseAsync(stream);

        Assert.That(spec.FileName, Is.EqualTo("true"));
    }
}

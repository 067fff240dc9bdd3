using System.Collections.Immutable;
using System.Net;

namespace Sandbox.Tests.Specs;

/// <summary>What makes no sense is refused with the member's name, before anything runs.</summary>
public sealed class SpecValidatorTests
{
    private static readonly SandboxSpec Valid = SandboxSpec.For("true");

    private static readonly string LongPath = "/" + string.Join('/', Enumerable.Repeat("abcdefghi", 500));

    public static IEnumerable<TestCaseData> InvalidSpecs()
    {
        static TestCaseData Case(string member, string problem, SandboxSpec spec) =>
            new TestCaseData(spec, member, problem).SetArgDisplayNames(member, problem);

        yield return Case("fileName", "empty", Valid with { FileName = "" });
        yield return Case("fileName", "NUL", Valid with { FileName = "a\0b" });
        yield return Case("fileName", "null", Valid with { FileName = null! });
        yield return Case("arguments[1]", "NUL", Valid with { Arguments = ["ok", "a\0b"] });
        yield return Case("arguments[0]", "surrogate", Valid with { Arguments = ["\ud800"] });
        yield return Case("arguments[0]", "null", Valid with { Arguments = [null!] });
        yield return Case("workingDirectory", "absolute", Valid with { WorkingDirectory = "src" });
        yield return Case("workingDirectory", "'..'", Valid with { WorkingDirectory = "/a/../b" });
        yield return Case("workingDirectory", "4999 bytes", Valid with { WorkingDirectory = LongPath[..4999] });
        yield return Case("workingDirectory", "255", Valid with { WorkingDirectory = "/" + new string('a', 256) });
        yield return Case("workingDirectory", "255", Valid with { WorkingDirectory = "/" + new string('ü', 128) });
        yield return Case("root", "null", Valid with { Root = null! });
        yield return Case("root.path", "absolute", Valid with { Root = SandboxRoot.Directory("r") });
        yield return Case("root.path", "'readonly' or 'host'", Valid with { Root = SandboxRoot.Directory("/usr/..") });
        yield return Case("root.writable[0]", "'/'", Valid with { Root = SandboxRoot.Directory("/r", WritablePaths.Only("/")) });
        yield return Case("mounts[0]", "null", Valid with { Mounts = [null!] });
        yield return Case("mounts[0].target", "absolute", WithMount(SandboxMount.Bind("/a", "b")));
        yield return Case("mounts[0].target", "'/'", WithMount(SandboxMount.Bind("/a", "//")));
        yield return Case("mounts[0].target", "'.'", WithMount(SandboxMount.Proc("/./proc")));
        yield return Case("mounts[0].source", "absolute", WithMount(SandboxMount.Bind("a", "/b")));
        yield return Case("mounts[0].source", "NUL", WithMount(SandboxMount.File("/a\0", "/b")));
        yield return Case("mounts[0].size", "4096", WithMount(SandboxMount.Tmpfs("/t", 4095)));
        yield return Case("mounts[0].mode", "01777", WithMount(SandboxMount.Tmpfs("/t", mode: (UnixFileMode)0x1000)));
        yield return Case("mounts[0].mode", "01777", WithMount(SandboxMount.Directory("/t", (UnixFileMode)(-1))));
        yield return Case("mounts[0].mode", "01777", WithMount(SandboxMount.Directory("/t", UnixFileMode.SetUser)));
        yield return Case("mounts[0].linkTarget", "empty", WithMount(SandboxMount.Symlink("", "/l")));
        yield return Case("mounts", "20001", Valid with { Mounts = [.. Enumerable.Repeat(SandboxMount.Proc("/p"), 20_001)] });
        yield return Case("deny[0].path", "absolute", Valid with { Deny = [DeniedPath.Block("*.c")] });
        yield return Case("deny[0].path", "'/'", Valid with { Deny = [DeniedPath.Hide("/")] });
        yield return Case("deny[0].mode", "not a mode", Valid with { Deny = [new() { Path = "/a", Mode = (DenyMode)9 }] });
        yield return Case("inputs", "root 'hermetic'", Valid with { Inputs = ["/a"] });
        yield return Case("inputs[1]", "absolute", Hermetic with { Inputs = ["/a", "b"] });
        yield return Case("inputs[0]", "'/'", Hermetic with { Inputs = ["//"] });
        yield return Case("inputs[0]", "'..'", Hermetic with { Inputs = ["/a/../b"] });
        yield return Case("inputs", "20001", Hermetic with { Inputs = [.. Enumerable.Repeat("/a", 20_001)] });
        yield return Case("outputs", "root 'hermetic'", Valid with { Outputs = ["/a/b"] });
        yield return Case("outputs[0]", "root itself", Hermetic with { Outputs = ["/a"] });
        yield return Case("outputs[0]", "absolute", Hermetic with { Outputs = ["a"] });
        yield return Case("outputs[1]", "twice", Hermetic with { Outputs = ["/a/b", "/a//b/"] });
        yield return Case("outputs[1]", "lies in /a/b", Hermetic with { Outputs = ["/a/b", "/a/b/c/d", "/a/b-c"] });
        yield return Case("inputs[0]", "/a/b is to be made", Hermetic with { Inputs = ["/a/b/c"], Outputs = ["/a/b"] });
        yield return Case("network", "null", Valid with { Network = null! });
        yield return Case("network.addresses[0]", "223.255", WithNetwork(new() { Addresses = [IPAddress.Parse("127.0.0.2")] }));
        yield return Case("network.addresses[0]", "IPv4", WithNetwork(new() { Addresses = [IPAddress.Parse("fd00::1")] }));
        yield return Case("network.addresses[1]", "twice", WithNetwork(new() { Addresses = [IPAddress.Parse("192.0.2.2"), IPAddress.Parse("192.0.2.2")] }));
        yield return Case("network.addresses", "65", WithNetwork(new() { Addresses = [.. Enumerable.Range(1, 65).Select(i => new IPAddress([10, 0, 0, (byte)i]))] }));
        yield return Case("network.multicastGroups[0]", "224.0.0.0", WithNetwork(new() { MulticastGroups = [IPAddress.Parse("192.0.2.2")] }));
        yield return Case("network.hostNameAddress", "'addresses'", WithNetwork(new() { HostNameAddress = IPAddress.Parse("192.0.2.2") }));
        yield return Case("deny[0].reason", "512", Valid with { Deny = [DeniedPath.Message("/a", new string('r', 513))] });
        yield return Case("deny[0].reason", "control", Valid with { Deny = [DeniedPath.Message("/a", "two\nlines")] });
        yield return Case("environment.variables['']", "name", WithVariable("", "v"));
        yield return Case("environment.variables['A=B']", "'='", WithVariable("A=B", "v"));
        yield return Case("environment.variables['A']", "its value", WithVariable("A", "secret\0"));
        yield return Case("identity.userId", "'none'", Valid with { Identity = new() { UserId = uint.MaxValue } });
        yield return Case("identity.hostName", "0 bytes", Valid with { Identity = new() { HostName = "" } });
        yield return Case("identity.domainName", "66 bytes", Valid with { Identity = new() { DomainName = new string('ü', 33) } });
        yield return Case("umask", "0777", Valid with { Umask = UnixFileMode.StickyBit });
        yield return Case("limits.wallTime", "less than 0s", WithLimits(new() { WallTime = TimeSpan.FromSeconds(-1) }));
        yield return Case("limits.wallTime", "292 years", WithLimits(new() { WallTime = TimeSpan.MaxValue }));
        yield return Case("limits.killAfter", "less than 0s", WithLimits(new() { KillAfter = TimeSpan.FromTicks(-1) }));
        yield return Case("limits.cpuTime", "less than 1s", WithLimits(new() { CpuTime = TimeSpan.FromMilliseconds(999) }));
        yield return Case("limits.memory", "less than 1", WithLimits(new() { Memory = 0 }));
        yield return Case("limits.processes", "less than 1", WithLimits(new() { Processes = 0 }));
        yield return Case("limits.cpus", "0.01", WithLimits(new() { Cpus = 0 }));
        yield return Case("limits.cpus", "10000", WithLimits(new() { Cpus = 10_001 }));
        yield return Case("limits.addressSpace", "less than 1", WithLimits(new() { AddressSpace = 0 }));
        yield return Case("stdio.inOrder", "captured, or streams", Valid with { Stdio = SandboxStdio.Inherited with { InOrder = true } });
        yield return Case("mounts[0].entries", "less than 1", Valid with { Mounts = [new TmpfsMount { Target = "/t", Entries = 0 }] });
        yield return Case("mounts[0].fileSystem", "no file system", Valid with { Mounts = [SandboxMount.Kernel((KernelFileSystem)9, "/t")] });
        yield return Case(
            "mounts[0]", "a network of its own",
            Valid with { Mounts = [SandboxMount.Kernel(KernelFileSystem.Sysfs, "/t")], Network = SandboxNetwork.Host });
        yield return Case("cgroup.parent", "absolute", Valid with { Cgroup = new() { Parent = "a" } });
        yield return Case("cgroup.existing", "absolute", Valid with { Cgroup = new() { Existing = "a" } });
        yield return Case("cgroup.existing", "asks for a new one", Valid with { Cgroup = new() { Existing = "/a", Parent = "/b" } });
        yield return Case(
            "cgroup.existing", "set them by 'cgroup.settings'", Valid with { Cgroup = new() { Existing = "/a" }, Limits = new() { Memory = 1 } });
        yield return Case("cgroup.settings['memory']", "not the name", WithSetting("memory", "1"));
        yield return Case("cgroup.settings['../memory.max']", "not the name", WithSetting("../memory.max", "1"));
        yield return Case("cgroup.settings['cgroup.procs']", "about the group", WithSetting("cgroup.procs", "1"));
        yield return Case("cgroup.settings['memory.low']", "one line", WithSetting("memory.low", "1\n2"));
        yield return Case("cgroup.settings['memory.low']", "one line", WithSetting("memory.low", ""));
        yield return Case("cgroup.settings['memory.low']", "null", WithSetting("memory.low", null!));
        yield return Case(
            "cgroup.settings['pids.max']", "limits.processes",
            WithSetting("pids.max", "5") with { Limits = new() { Processes = 7 } });
        yield return Case("limits.fileSize", "less than 0", WithLimits(new() { FileSize = -1 }));
        yield return Case("limits.openFiles", "less than 3", WithLimits(new() { OpenFiles = 2 }));
        yield return Case("limits.stack", "less than 65536", WithLimits(new() { Stack = 65535 }));
        yield return Case("limits.coreSize", "less than 0", WithLimits(new() { CoreSize = -1 }));
        yield return Case("limits.output", "less than 0", WithLimits(new() { Output = -1 }));
        yield return Case("stdio.output", "only standard error", Valid with { Stdio = new() { Output = SandboxOutput.ToStandardOutput } });
        yield return Case("stdio.input", "null", Valid with { Stdio = new() { Input = SandboxInput.Stream(null!) } });
        yield return Case("stdio.input.file", "absolute", Valid with { Stdio = new() { Input = SandboxInput.File("f") } });
        yield return Case("stdio.error", "cannot be written", Valid with
        {
            Stdio = new() { Error = SandboxOutput.Stream(new MemoryStream([], writable: false)) },
        });
        yield return Case("stdio.output.capture", "less than 0", Valid with { Stdio = new() { Output = SandboxOutput.Capture(-1) } });
        yield return Case("keepFileDescriptors[0]", "from 3", Valid with { KeepFileDescriptors = [2] });
        yield return Case("keepFileDescriptors[1]", "twice", Valid with { KeepFileDescriptors = [3, 3] });
    }

    private static SandboxSpec Hermetic => Valid with { Root = SandboxRoot.Hermetic() };

    private static SandboxSpec WithSetting(string name, string value) =>
        Valid with { Cgroup = new() { Settings = ImmutableSortedDictionary<string, string>.Empty.Add(name, value) } };

    [TestCaseSource(nameof(InvalidSpecs))]
    public void An_invalid_member_is_named(SandboxSpec spec, string member, string problem)
    {
        var thrown = Assert.Throws<SandboxSpecException>(() => SpecValidator.Validate(spec));

        Assert.That(thrown.Errors.Select(error => error.Member), Is.EqualTo([member]), thrown.Message);
        Assert.That(thrown.Errors[0].Problem, Does.Contain(problem));
    }

    [Test]
    public void The_edge_of_each_range_is_valid()
    {
        var spec = new SandboxSpec
        {
            FileName = new string('a', 255),
            WorkingDirectory = "/" + string.Concat(Enumerable.Repeat(new string('a', 254) + "/", 16)) + new string('b', 14),
            Root = SandboxRoot.Directory("/r/../r", WritablePaths.Only("/var")),
            Mounts = [.. Enumerable.Repeat(SandboxMount.Bind("/a/../b", "/b"), 20_000)],
            Identity = new() { UserId = uint.MaxValue - 1, GroupId = 0, HostName = new string('h', 64), DomainName = "d" },
            Umask = (UnixFileMode)0b111_111_111,
            Limits = new()
            {
                WallTime = TimeSpan.Zero, KillAfter = TimeSpan.Zero, CpuTime = TimeSpan.FromSeconds(1), Memory = 1, Processes = 1,
                FileSize = 0, OpenFiles = 3, Stack = 65536, CoreSize = 0, Output = 0,
            },
            KeepFileDescriptors = [3, 1 << 20],
        };

        Assert.That(() => SpecValidator.Validate(spec), Throws.Nothing);
        Assert.That(() => SpecValidator.Validate(WithMount(SandboxMount.Tmpfs("/t", 4096))), Throws.Nothing);
    }

    [Test]
    public void Every_error_is_told_at_once()
    {
        var thrown = Assert.Throws<SandboxSpecException>(() => SpecValidator.Validate(
            Valid with { FileName = "", Mounts = [SandboxMount.Bind("a", "b")], Limits = new() { Memory = 0 } }));

        Assert.That(
            thrown.Errors.Select(error => error.Member),
            Is.EqualTo(["fileName", "mounts[0].target", "mounts[0].source", "limits.memory"]));
    }

    [Test]
    public void Thousands_of_errors_are_told_as_fifty_and_a_count()
    {
        var thrown = Assert.Throws<SandboxSpecException>(() => SpecValidator.Validate(
            Valid with { Arguments = [.. Enumerable.Repeat("\0", 1000)] }));

        Assert.That(thrown.Errors, Has.Length.EqualTo(50));
        Assert.That(thrown.Hint, Does.Contain("950 more"));
    }

    [Test]
    public void A_secret_value_is_never_quoted()
    {
        var thrown = Assert.Throws<SandboxSpecException>(() => SpecValidator.Validate(WithVariable("TOKEN", "hunter2\0")));

        Assert.That(thrown.Message, Does.Contain("TOKEN").And.Not.Contain("hunter2"));
    }

    [Test]
    public void A_long_path_does_not_make_a_long_message()
    {
        var thrown = Assert.Throws<SandboxSpecException>(() => SpecValidator.Validate(WithMount(SandboxMount.Bind("/a", LongPath))));

        Assert.That(thrown.Message, Has.Length.LessThan(300));
    }

    private static SandboxSpec WithMount(SandboxMount mount) => Valid with { Mounts = [mount] };

    private static SandboxSpec WithLimits(SandboxLimits limits) => Valid with { Limits = limits };

    private static SandboxSpec WithNetwork(NoNetwork network) => Valid with { Network = network };

    private static SandboxSpec WithVariable(string name, string value) => Valid with
    {
        Environment = new() { Variables = ImmutableSortedDictionary<string, string?>.Empty.Add(name, value) },
    };
}

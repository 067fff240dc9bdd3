namespace Sandbox.Tests.Selection;

/// <summary>What becomes of a spec for each capability a back-end lacks: the fallback, and the warning about it.</summary>
public sealed class SpecDegraderTests
{
    private static readonly SandboxSpec Default = SandboxSpec.For("true");

    public static IEnumerable<TestCaseData> Fallbacks()
    {
        static TestCaseData Case(SandboxCapabilities lacks, SandboxSpec spec, SandboxSpec degraded, params string[] warnings) =>
            new TestCaseData(lacks, spec, degraded, warnings).SetArgDisplayNames(lacks.ToString(), string.Join(", ", warnings));
        static SandboxSpec With(params SandboxMount[] mounts) => Default with { Mounts = [.. mounts] };
        static SandboxSpec Denying(DenyMode mode) => Default with { Deny = [new() { Path = "/a", Mode = mode }] };
        static SandboxSpec Limited(SandboxLimits limits) => Default with { Limits = limits };

        var host = Default with { Root = SandboxRoot.Host };
        var whole = Default with { Root = SandboxRoot.Directory("/", WritablePaths.All) };
        yield return Case(
            SandboxCapabilities.ReadOnlyHostRoot, Default, host, "root (readonly)");
        yield return Case(
            SandboxCapabilities.ReadOnlyHostRoot | SandboxCapabilities.HostRoot, Default, whole, "root (readonly)");
        yield return Case(SandboxCapabilities.HostRoot, host, whole, "root (host)");
        yield return Case(
            SandboxCapabilities.WritablePaths, Default with { Root = SandboxRoot.Directory("/r", WritablePaths.Only("/a")) },
            Default with { Root = SandboxRoot.Directory("/r", WritablePaths.All) }, "root.writable (/a)");
        yield return Case(
            SandboxCapabilities.ReadOnlyBindMounts, With(SandboxMount.ReadOnlyBind("/s", "/t")), With(SandboxMount.Bind("/s", "/t")),
            "mounts[0] (read-only bind of /s on /t)");
        yield return Case(
            SandboxCapabilities.BindMounts, With(SandboxMount.Bind("/s")), With(SandboxMount.ReadOnlyBind("/s")),
            "mounts[0] (bind of /s on /s)");
        yield return Case(
            SandboxCapabilities.BindMounts | SandboxCapabilities.ReadOnlyBindMounts,
            With(SandboxMount.Proc("/p"), SandboxMount.Bind("/s")), With(SandboxMount.Proc("/p")), "mounts[1] (bind of /s on /s)");
        yield return Case(
            SandboxCapabilities.TmpfsMounts, host with { Mounts = [SandboxMount.Tmpfs("/t")] }, host, "mounts[0] (tmpfs on /t)");
        yield return Case(SandboxCapabilities.TmpfsMounts, Default, Default, "root (private /tmp)");
        yield return Case(
            SandboxCapabilities.TmpfsSize, With(SandboxMount.Proc("/p"), SandboxMount.Tmpfs("/t", size: 64 << 20)),
            With(SandboxMount.Proc("/p"), SandboxMount.Tmpfs("/t")), "mounts[1].size (64M)");
        yield return Case(SandboxCapabilities.ProcMounts, With(SandboxMount.Proc("/p")), Default, "mounts[0] (proc on /p)");
        yield return Case(
            SandboxCapabilities.KernelMounts, With(SandboxMount.Kernel(KernelFileSystem.Mqueue, "/m")), Default, "mounts[0] (mqueue on /m)");
        yield return Case(
            SandboxCapabilities.DevMounts, host with { Mounts = [SandboxMount.Dev("/d")] }, host, "mounts[0] (dev on /d)");
        yield return Case(SandboxCapabilities.DevMounts, Default, Default, "root (private /dev)");
        yield return Case(
            SandboxCapabilities.SynthesizedFiles,
            With(SandboxMount.Directory("/d"), SandboxMount.Symlink("x", "/l"), SandboxMount.File("/s", "/f")), Default,
            "mounts[0] (directory on /d)", "mounts[1] (symbolic link on /l)", "mounts[2] (file on /f)");
        yield return Case(
            SandboxCapabilities.DenyBlock, Denying(DenyMode.Block), Denying(DenyMode.Hide), "deny[0] (/a:block)");
        yield return Case(SandboxCapabilities.DenyHide, Denying(DenyMode.Hide), Denying(DenyMode.Block), "deny[0] (/a:hide)");
        yield return Case(
            SandboxCapabilities.DenyMessage, Denying(DenyMode.Message), Denying(DenyMode.Block), "deny[0] (/a:message)");
        yield return Case(
            SandboxCapabilities.DenyBlock | SandboxCapabilities.DenyHide, Denying(DenyMode.Hide), Default, "deny[0] (/a:hide)");
        yield return Case(
            SandboxCapabilities.NetworkIsolation, Default, Default with { Network = SandboxNetwork.Host }, "network (none)");
        yield return Case(
            SandboxCapabilities.HostNetwork, Default with { Network = SandboxNetwork.Host }, Default, "network (host)");
        yield return Case(
            SandboxCapabilities.LoopbackAddresses, Default with { Network = SandboxNetwork.Loopback }, Default, "network (loopback)");
        yield return Case(
            SandboxCapabilities.LoopbackAddresses | SandboxCapabilities.NetworkIsolation,
            Default with { Network = SandboxNetwork.Loopback }, Default with { Network = SandboxNetwork.Host }, "network (none)");
        yield return Case(
            SandboxCapabilities.FakeChown, Default with { FakeChown = true }, Default with { FakeChown = false }, "fakeChown (true)");
        yield return Case(
            SandboxCapabilities.ProcessIsolation, Default, Default, "isolation.processes (own processes only)");
        yield return Case(
            SandboxCapabilities.IpcIsolation, Default, Default, "isolation.ipc (own System V memory and message queues)");
        yield return Case(SandboxCapabilities.LeastPrivilege, Default, Default, "isolation.privileges (no privilege)");
        yield return Case(
            SandboxCapabilities.SecurityBoundary, Default, Default,
            "isolation.boundary (a boundary against hostile programs)");
        yield return Case(
            SandboxCapabilities.UserMapping, Default with { Identity = new() { UserId = 0, GroupId = 5, HostName = "h" } },
            Default with { Identity = new() { HostName = "h" } }, "identity.userId (0)", "identity.groupId (5)");
        yield return Case(
            SandboxCapabilities.HostName, Default with { Identity = new() { UserId = 0, HostName = "h", DomainName = "d" } },
            Default with { Identity = new() { UserId = 0, DomainName = "d" } }, "identity.hostName (h)");
        yield return Case(
            SandboxCapabilities.DomainName, Default with { Identity = new() { HostName = "h", DomainName = "d" } },
            Default with { Identity = new() { HostName = "h" } }, "identity.domainName (d)");
        yield return Case(SandboxCapabilities.AsPid1, Default with { AsPid1 = true }, Default, "asPid1 (true)");
        yield return Case(SandboxCapabilities.NewSession, Default with { NewSession = true }, Default, "newSession (true)");
        yield return Case(
            SandboxCapabilities.KeepFileDescriptors, Default with { KeepFileDescriptors = [3, 5] }, Default,
            "keepFileDescriptors (3, 5)");
        yield return Case(
            SandboxCapabilities.WallTimeLimit, Limited(new() { WallTime = TimeSpan.FromSeconds(90) }), Default,
            "limits.wallTime (90s)");
        yield return Case(
            SandboxCapabilities.CpuTimeLimit, Limited(new() { CpuTime = TimeSpan.FromSeconds(1) }), Default, "limits.cpuTime (1s)");
        yield return Case(
            SandboxCapabilities.MemoryLimit, Limited(new() { Memory = 512 << 20, Processes = 4 }),
            Limited(new() { AddressSpace = 512 << 20, Processes = 4 }), "limits.memory (512M)");
        yield return Case(
            SandboxCapabilities.MemoryLimit, Limited(new() { Memory = 512 << 20, AddressSpace = 1 << 20 }),
            Limited(new() { AddressSpace = 1 << 20 }), "limits.memory (512M)");
        yield return Case(
            SandboxCapabilities.MemoryLimit | SandboxCapabilities.ResourceLimits, Limited(new() { Memory = 512 << 20 }), Default,
            "limits.memory (512M)");
        yield return Case(SandboxCapabilities.CpusLimit, Limited(new() { Cpus = 0.5m }), Default, "limits.cpus (0.5)");
        yield return Case(SandboxCapabilities.Cgroup, Default with { Cgroup = new() }, Default, "cgroup (one of its own)");
        yield return Case(
            SandboxCapabilities.CgroupParent | SandboxCapabilities.ProcessLimit,
            Limited(new() { Processes = 4 }) with { Cgroup = new() { Parent = "/g" } }, Default,
            "cgroup (in /g)", "limits.processes (4)");
        yield return Case(SandboxCapabilities.ProcessLimit, Limited(new() { Processes = 4 }), Default, "limits.processes (4)");
        yield return Case(SandboxCapabilities.FileSizeLimit, Limited(new() { FileSize = 1 }), Default, "limits.fileSize (1)");
        yield return Case(
            SandboxCapabilities.ResourceLimits,
            Limited(new() { OpenFiles = 9, Stack = 65536, CoreSize = 0, AddressSpace = 1024 }), Default,
            "limits.openFiles (9)", "limits.stack (64K)", "limits.coreSize (0)", "limits.addressSpace (1K)");
        yield return Case(
            SandboxCapabilities.FileTransfer,
            Default with
            {
                NamedPipes = [new() { Path = "/p", Destination = SandboxOutput.File("/o") }],
                CollectedFiles = [new() { Path = "/c", Destination = SandboxOutput.File("/o") }],
            },
            Default, "namedPipes (/p)", "collectedFiles (/c)");
        yield return Case(SandboxCapabilities.OutputLimit, Limited(new() { Output = 1024 }), Default, "limits.output (1K)");
    }

    [TestCaseSource(nameof(Fallbacks))]
    public void A_capability_that_is_lacking_has_its_fallback(
        SandboxCapabilities lacks, SandboxSpec spec, SandboxSpec expected, string[] warnings)
    {
        var degraded = SpecDegrader.Degrade(spec, FakeBackend.Everything & ~lacks, "weak");

        Assert.That(SandboxSpecJson.Write(degraded.Spec), Is.EqualTo(SandboxSpecJson.Write(expected)));
        Assert.That(degraded.Missing, Is.EqualTo(SandboxCapabilities.None));
        Assert.That(degraded.Warnings.Select(warning => $"{warning.Member} ({warning.Value})"), Is.EqualTo(warnings));
        Assert.That(degraded.Warnings.Select(warning => warning.Backend), Is.All.EqualTo("weak"));
        Assert.That(degraded.Warnings.Select(warning => warning.Fallback), Is.All.Not.Empty);
    }

    [TestCaseSource(nameof(Fallbacks))]
    public void Nothing_changes_where_nothing_is_lacking(
        SandboxCapabilities lacks, SandboxSpec spec, SandboxSpec expected, string[] warnings)
    {
        var degraded = SpecDegrader.Degrade(spec, SpecRequirements.Of(spec), "strong");

        Assert.That(SandboxSpecJson.Write(degraded.Spec), Is.EqualTo(SandboxSpecJson.Write(spec)));
        Assert.That(degraded.Warnings, Is.Empty);
    }

    [TestCaseSource(nameof(Fallbacks))]
    public void The_original_stays_as_it_is(
        SandboxCapabilities lacks, SandboxSpec spec, SandboxSpec expected, string[] warnings)
    {
        var before = SandboxSpecJson.Write(spec);

        SpecDegrader.Degrade(spec, FakeBackend.Everything & ~lacks, "weak");

        Assert.That(SandboxSpecJson.Write(spec), Is.EqualTo(before));
    }

    [Test]
    public void Every_capability_has_a_fallback_but_a_tree_of_other_files()
    {
        var covered = Fallbacks().Select(test => (SandboxCapabilities)test.Arguments[0]!).Aggregate((left, right) => left | right);

        Assert.That(FakeBackend.Everything & ~covered, Is.EqualTo(
            SandboxCapabilities.DirectoryRoot | SandboxCapabilities.EphemeralRoot | SandboxCapabilities.HermeticRoot
            | SandboxCapabilities.Outputs));
    }

    [Test]
    public void Nothing_stands_in_for_a_directory_as_root()
    {
        var spec = Default with { Root = SandboxRoot.Directory("/r") };

        var degraded = SpecDegrader.Degrade(spec, FakeBackend.Everything & ~SandboxCapabilities.DirectoryRoot, "weak");

        Assert.That(degraded.Missing, Is.EqualTo(SandboxCapabilities.DirectoryRoot));
        Assert.That(degraded.Spec.Root, Is.EqualTo(spec.Root));
    }

    [Test]
    public void A_back_end_without_any_network_serves_nobody()
    {
        var offers = FakeBackend.Everything & ~(SandboxCapabilities.NetworkIsolation | SandboxCapabilities.HostNetwork);

        Assert.That(SpecDegrader.Degrade(Default, offers, "weak").Missing, Is.EqualTo(SandboxCapabilities.NetworkIsolation));
    }
}

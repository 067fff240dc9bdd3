namespace Sandbox.Tests.Selection;

/// <summary>A spec that needs a capability.</summary>
/// <param name="Capability">The capability.</param>
/// <param name="AskedBy">What in the spec asks for it, in Markdown.</param>
/// <param name="With">A spec that needs it.</param>
/// <param name="Without">The same spec without what asks for it; null where every spec does.</param>
internal sealed record CapabilityRequest(
    SandboxCapabilities Capability, string AskedBy, SandboxSpec With, SandboxSpec? Without)
{
    // A working directory that is there on every machine, so that plans can be made of the specs.
    private static readonly SandboxSpec Plain =
        SandboxSpec.For("true") with { Root = SandboxRoot.Host, Network = SandboxNetwork.Host, WorkingDirectory = "/" };

    /// <summary>One for each capability, in the order of the enumeration.</summary>
    public static IReadOnlyList<CapabilityRequest> All { get; } =
    [
        new(SandboxCapabilities.HostRoot, "root `host`", Plain, Plain with { Root = SandboxRoot.ReadOnlyHost }),
        new(SandboxCapabilities.ReadOnlyHostRoot, "root `readonly`", Plain with { Root = SandboxRoot.ReadOnlyHost }, Plain),
        new(
            SandboxCapabilities.DirectoryRoot, "a directory as root",
            Plain with { Root = SandboxRoot.Directory("/usr", WritablePaths.All) }, Plain),
        new(
            SandboxCapabilities.WritablePaths, "a directory as root that is not writable throughout",
            Plain with { Root = SandboxRoot.Directory("/usr", WritablePaths.None) },
            Plain with { Root = SandboxRoot.Directory("/usr", WritablePaths.All) }),
        Mount(SandboxCapabilities.BindMounts, "`bind`", SandboxMount.Bind("/usr", "/tmp")),
        Mount(SandboxCapabilities.ReadOnlyBindMounts, "`bind`, read-only", SandboxMount.ReadOnlyBind("/usr", "/tmp")),
        Mount(SandboxCapabilities.TmpfsMounts, "`tmpfs`; /tmp in every root but `host`", SandboxMount.Tmpfs("/tmp")),
        Mount(SandboxCapabilities.ProcMounts, "`proc`", SandboxMount.Proc("/tmp")),
        Mount(SandboxCapabilities.DevMounts, "`dev`; /dev in every root but `host`", SandboxMount.Dev("/tmp")),
        new(
            SandboxCapabilities.SynthesizedFiles, "`dir`, `symlink`, `file`",
            Plain with { Mounts = [SandboxMount.Tmpfs("/tmp"), SandboxMount.Directory("/tmp/new")] },
            Plain with { Mounts = [SandboxMount.Tmpfs("/tmp")] }),
        Deny(SandboxCapabilities.DenyBlock, DenyMode.Block),
        Deny(SandboxCapabilities.DenyHide, DenyMode.Hide),
        Deny(SandboxCapabilities.DenyMessage, DenyMode.Message),
        new(SandboxCapabilities.NetworkIsolation, "network `none`", Plain with { Network = SandboxNetwork.None }, Plain),
        new(SandboxCapabilities.HostNetwork, "network `host`", Plain, Plain with { Network = SandboxNetwork.None }),
        Always(SandboxCapabilities.ProcessIsolation),
        Always(SandboxCapabilities.IpcIsolation),
        Member(SandboxCapabilities.UserMapping, "`identity.userId`, `.groupId`", Plain with { Identity = new() { UserId = 4711 } }),
        Member(SandboxCapabilities.HostName, "`identity.hostName`", Plain with { Identity = new() { HostName = "h" } }),
        Member(SandboxCapabilities.DomainName, "`identity.domainName`", Plain with { Identity = new() { DomainName = "d" } }),
        Member(SandboxCapabilities.AsPid1, "`asPid1`", Plain with { AsPid1 = true }),
        Member(SandboxCapabilities.NewSession, "`newSession`", Plain with { NewSession = true }),
        Member(SandboxCapabilities.KeepFileDescriptors, "`keepFileDescriptors`", Plain with { KeepFileDescriptors = [9] }),
        Always(SandboxCapabilities.LeastPrivilege),
        Always(SandboxCapabilities.SecurityBoundary),
        Limit(SandboxCapabilities.WallTimeLimit, "`limits.wallTime`", new() { WallTime = TimeSpan.FromSeconds(60) }),
        Limit(SandboxCapabilities.CpuTimeLimit, "`limits.cpuTime`", new() { CpuTime = TimeSpan.FromSeconds(60) }),
        Limit(SandboxCapabilities.MemoryLimit, "`limits.memory`", new() { Memory = 1 << 30 }),
        Limit(SandboxCapabilities.ProcessLimit, "`limits.processes`", new() { Processes = 100 }),
        Limit(SandboxCapabilities.FileSizeLimit, "`limits.fileSize`", new() { FileSize = 1 << 20 }),
        Limit(SandboxCapabilities.ResourceLimits, "`limits.openFiles`, `.stack`, `.coreSize`, `.addressSpace`", new() { OpenFiles = 64 }),
        Limit(SandboxCapabilities.OutputLimit, "`limits.output`", new() { Output = 1 << 20 }),
        Member(SandboxCapabilities.Cgroup, "`cgroup` without `parent` and `existing`", Plain with { Cgroup = new() }),
        Member(SandboxCapabilities.CgroupParent, "`cgroup.parent`, `.existing`", Plain with { Cgroup = new() { Parent = "/sys/fs/cgroup" } }),
        Limit(SandboxCapabilities.CpusLimit, "`limits.cpus`", new() { Cpus = 0.5m }),
        new(
            SandboxCapabilities.EphemeralRoot, "`root.ephemeral`",
            Plain with { Root = SandboxRoot.ReadOnlyHost with { Ephemeral = true }, WorkingDirectory = "/usr" },
            Plain with { Root = SandboxRoot.ReadOnlyHost, WorkingDirectory = "/usr" }),
        new(
            SandboxCapabilities.LoopbackAddresses, "network `loopback`", Plain with { Network = SandboxNetwork.Loopback },
            Plain with { Network = SandboxNetwork.None }),
        new(SandboxCapabilities.FakeChown, "`fakeChown`", Plain with { FakeChown = true }, Plain with { FakeChown = false }),
        new(
            SandboxCapabilities.HermeticRoot, "root `hermetic`, `inputs`",
            Plain with { Root = SandboxRoot.Hermetic(), Inputs = ["/etc/passwd"] }, Plain),
        new(
            SandboxCapabilities.Outputs, "`outputs`",
            Plain with { Root = SandboxRoot.Hermetic(), Outputs = ["/made/out"] }, Plain with { Root = SandboxRoot.Hermetic() }),
        new(
            SandboxCapabilities.TmpfsSize, "`tmpfs` with a size", Plain with { Mounts = [SandboxMount.Tmpfs("/tmp", size: 1 << 20)] },
            Plain with { Mounts = [SandboxMount.Tmpfs("/tmp")] }),
        Member(
            SandboxCapabilities.FileTransfer, "`namedPipes`, `collectedFiles`",
            Plain with { CollectedFiles = [new() { Path = "/tmp/result", Destination = SandboxOutput.File("/tmp/result") }] }),
        Mount(SandboxCapabilities.KernelMounts, "`kernel`: sysfs, mqueue, devpts", SandboxMount.Kernel(KernelFileSystem.Mqueue, "/tmp")),
    ];

    /// <inheritdoc/>
    public override string ToString() => Capability.ToString();

    private static CapabilityRequest Member(SandboxCapabilities capability, string askedBy, SandboxSpec with) =>
        new(capability, askedBy, with, Plain);

    private static CapabilityRequest Mount(SandboxCapabilities capability, string askedBy, SandboxMount mount) =>
        Member(capability, askedBy, Plain with { Mounts = [mount] });

    private static CapabilityRequest Deny(SandboxCapabilities capability, DenyMode mode) => Member(
        capability, $"`deny`, mode `{mode.ToString().ToLowerInvariant()}`",
        Plain with { Deny = [new() { Path = "/usr/bin/env", Mode = mode }] });

    private static CapabilityRequest Limit(SandboxCapabilities capability, string askedBy, SandboxLimits limits) =>
        Member(capability, askedBy, Plain with { Limits = limits });

    private static CapabilityRequest Always(SandboxCapabilities capability) => new(capability, "always", Plain, null);
}

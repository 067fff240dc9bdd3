namespace Sandbox;

/// <summary>
/// What a back-end can do, and what a spec needs: a set. A spec can be served when what it needs is a subset of what
/// the back-end offers on this machine.
/// </summary>
[Flags]
public enum SandboxCapabilities : ulong
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The host's tree as <c>/</c> (<see cref="HostRoot"/>).</summary>
    HostRoot = 1UL << 0,

    /// <summary>The host's tree read-only (<see cref="ReadOnlyHostRoot"/>).</summary>
    ReadOnlyHostRoot = 1UL << 1,

    /// <summary>A directory as <c>/</c> (<see cref="DirectoryRoot"/>).</summary>
    DirectoryRoot = 1UL << 2,

    /// <summary>Part of the base tree read-only or writable, as <see cref="WritablePaths"/> says.</summary>
    WritablePaths = 1UL << 3,

    /// <summary><see cref="BindMount"/>, writable.</summary>
    BindMounts = 1UL << 4,

    /// <summary><see cref="BindMount"/>, read-only with its submounts.</summary>
    ReadOnlyBindMounts = 1UL << 5,

    /// <summary><see cref="TmpfsMount"/>, and the private /tmp and /dev/shm of every root but the host's own.</summary>
    TmpfsMounts = 1UL << 6,

    /// <summary><see cref="ProcMount"/>.</summary>
    ProcMounts = 1UL << 7,

    /// <summary><see cref="DevMount"/>, and the private /dev of every root but the host's own.</summary>
    DevMounts = 1UL << 8,

    /// <summary><see cref="DirectoryMount"/>, <see cref="SymlinkMount"/> and <see cref="FileMount"/>.</summary>
    SynthesizedFiles = 1UL << 9,

    /// <summary><see cref="DenyMode.Block"/>.</summary>
    DenyBlock = 1UL << 10,

    /// <summary><see cref="DenyMode.Hide"/>.</summary>
    DenyHide = 1UL << 11,

    /// <summary><see cref="DenyMode.Message"/>.</summary>
    DenyMessage = 1UL << 12,

    /// <summary>A network of its own with loopback only (<see cref="NoNetwork"/>).</summary>
    NetworkIsolation = 1UL << 13,

    /// <summary>The host's network (<see cref="HostNetwork"/>).</summary>
    HostNetwork = 1UL << 14,

    /// <summary>Only its own processes can be seen and signalled (pid_namespaces(7)).</summary>
    ProcessIsolation = 1UL << 15,

    /// <summary>Own System V memory, semaphores, message queues (ipc_namespaces(7)).</summary>
    IpcIsolation = 1UL << 16,

    /// <summary>Another user or group id inside (<see cref="SandboxIdentity.UserId"/>).</summary>
    UserMapping = 1UL << 17,

    /// <summary>Another host name inside (<see cref="SandboxIdentity.HostName"/>, uts_namespaces(7)).</summary>
    HostName = 1UL << 18,

    /// <summary>Another NIS domain name inside (<see cref="SandboxIdentity.DomainName"/>, uts_namespaces(7)).</summary>
    DomainName = 1UL << 19,

    /// <summary><see cref="SandboxSpec.AsPid1"/>.</summary>
    AsPid1 = 1UL << 20,

    /// <summary><see cref="SandboxSpec.NewSession"/>.</summary>
    NewSession = 1UL << 21,

    /// <summary><see cref="SandboxSpec.KeepFileDescriptors"/>.</summary>
    KeepFileDescriptors = 1UL << 22,

    /// <summary>
    /// The command holds no capability, cannot gain one, and cannot type into the caller's terminal.
    /// </summary>
    LeastPrivilege = 1UL << 23,

    /// <summary>
    /// A boundary that holds against a hostile program. Offered by back-ends built on namespaces; never by chroot.
    /// </summary>
    SecurityBoundary = 1UL << 24,

    /// <summary><see cref="SandboxLimits.WallTime"/>.</summary>
    WallTimeLimit = 1UL << 25,

    /// <summary><see cref="SandboxLimits.CpuTime"/>.</summary>
    CpuTimeLimit = 1UL << 26,

    /// <summary><see cref="SandboxLimits.Memory"/>.</summary>
    MemoryLimit = 1UL << 27,

    /// <summary><see cref="SandboxLimits.Processes"/>.</summary>
    ProcessLimit = 1UL << 28,

    /// <summary><see cref="SandboxLimits.FileSize"/>.</summary>
    FileSizeLimit = 1UL << 29,

    /// <summary>
    /// <see cref="SandboxLimits.OpenFiles"/>, <see cref="SandboxLimits.Stack"/>, <see cref="SandboxLimits.CoreSize"/> and
    /// <see cref="SandboxLimits.AddressSpace"/>.
    /// </summary>
    ResourceLimits = 1UL << 30,

    /// <summary><see cref="SandboxLimits.Output"/>.</summary>
    OutputLimit = 1UL << 31,

    /// <summary><see cref="SandboxSpec.Cgroup"/>, made in the caller's own group.</summary>
    Cgroup = 1UL << 32,

    /// <summary>
    /// <see cref="SandboxCgroup.Parent"/>. What a spec with one asks of the group (memory, processes, processors) depends
    /// on that directory, and is found out when the command is started.
    /// </summary>
    CgroupParent = 1UL << 33,

    /// <summary><see cref="SandboxLimits.Cpus"/>.</summary>
    CpusLimit = 1UL << 34,

    /// <summary>What is written to the root is thrown away (<see cref="SandboxRoot.Ephemeral"/>).</summary>
    EphemeralRoot = 1UL << 40,

    /// <summary>
    /// <see cref="NoNetwork.Addresses"/>, <see cref="NoNetwork.MulticastGroups"/> and
    /// <see cref="NoNetwork.HostNameAddress"/>.
    /// </summary>
    LoopbackAddresses = 1UL << 42,

    /// <summary><see cref="SandboxSpec.FakeChown"/>, where it is asked for.</summary>
    FakeChown = 1UL << 43,

    /// <summary>A tree of declared inputs (<see cref="HermeticRoot"/>, <see cref="SandboxSpec.Inputs"/>).</summary>
    HermeticRoot = 1UL << 44,

    /// <summary><see cref="SandboxSpec.Outputs"/>.</summary>
    Outputs = 1UL << 45,

    /// <summary><see cref="TmpfsMount.Size"/>.</summary>
    TmpfsSize = 1UL << 47,

    /// <summary><see cref="SandboxSpec.NamedPipes"/> and <see cref="SandboxSpec.CollectedFiles"/>.</summary>
    FileTransfer = 1UL << 48,

    /// <summary><see cref="KernelMount"/>.</summary>
    KernelMounts = 1UL << 49,
}

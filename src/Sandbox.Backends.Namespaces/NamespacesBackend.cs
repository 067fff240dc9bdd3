using Microsoft.Extensions.Logging;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Backends.Namespaces;

/// <summary>
/// Sandboxes made of Linux namespaces (namespaces(7)) by the kernel alone: no root, no setuid program, no daemon.
/// Needs Linux 5.12 and the right to make user namespaces.
/// </summary>
public sealed class NamespacesBackend : LinuxSandboxBackend
{
    /// <summary>The name it is chosen by: <c>namespaces</c>.</summary>
    public const string BackendName = "namespaces";

    private const SandboxCapabilities Tree =
        SandboxCapabilities.HostRoot | SandboxCapabilities.ReadOnlyHostRoot | SandboxCapabilities.DirectoryRoot
        | SandboxCapabilities.WritablePaths | SandboxCapabilities.BindMounts | SandboxCapabilities.ReadOnlyBindMounts
        | SandboxCapabilities.TmpfsMounts | SandboxCapabilities.ProcMounts | SandboxCapabilities.KernelMounts | SandboxCapabilities.DevMounts
        | SandboxCapabilities.SynthesizedFiles | SandboxCapabilities.DenyBlock | SandboxCapabilities.DenyHide
        | SandboxCapabilities.DenyMessage | SandboxCapabilities.EphemeralRoot | SandboxCapabilities.HermeticRoot
        | SandboxCapabilities.Outputs | SandboxCapabilities.TmpfsSize;

    private const SandboxCapabilities Isolation =
        SandboxCapabilities.NetworkIsolation | SandboxCapabilities.HostNetwork | SandboxCapabilities.ProcessIsolation
        | SandboxCapabilities.IpcIsolation | SandboxCapabilities.UserMapping | SandboxCapabilities.HostName
        | SandboxCapabilities.DomainName | SandboxCapabilities.LeastPrivilege | SandboxCapabilities.SecurityBoundary
        | SandboxCapabilities.LoopbackAddresses;

    private const SandboxCapabilities Process =
        SandboxCapabilities.AsPid1 | SandboxCapabilities.NewSession | SandboxCapabilities.KeepFileDescriptors
        | SandboxCapabilities.FileTransfer
        | SandboxCapabilities.WallTimeLimit | SandboxCapabilities.CpuTimeLimit | SandboxCapabilities.FileSizeLimit
        | SandboxCapabilities.ResourceLimits | SandboxCapabilities.OutputLimit | SandboxCapabilities.FakeChown;

    private const SandboxCapabilities Groups =
        SandboxCapabilities.MemoryLimit | SandboxCapabilities.ProcessLimit | SandboxCapabilities.CpusLimit
        | SandboxCapabilities.Cgroup | SandboxCapabilities.CgroupParent;

    // What is held by a root other than the host's tree in place, which a machine may refuse: an initramfs cannot be left.
    private const SandboxCapabilities OfOtherRoots =
        SandboxCapabilities.DirectoryRoot | SandboxCapabilities.WritablePaths | SandboxCapabilities.SynthesizedFiles
        | SandboxCapabilities.DenyBlock | SandboxCapabilities.DenyHide | SandboxCapabilities.DenyMessage
        | SandboxCapabilities.EphemeralRoot | SandboxCapabilities.HermeticRoot | SandboxCapabilities.Outputs
        | SandboxCapabilities.LoopbackAddresses;

    private readonly PlanMemory _plans = new((spec, facts, files) => NamespacesPlanner.Plan(BackendName, spec, facts, files));

    /// <summary>Makes the back-end.</summary>
    /// <param name="logger">Where steps and ends of runs are logged; null: nowhere.</param>
    public NamespacesBackend(ILogger<NamespacesBackend>? logger = null)
        : base(logger)
    {
    }

    /// <inheritdoc/>
    public override string Name => BackendName;

    /// <inheritdoc/>
    public override SandboxCapabilities Capabilities => Tree | Isolation | Process | Groups;

    /// <inheritdoc/>
    protected override SandboxCapabilities HeldWithoutGroup =>
        LimitsProcessesByNamespace ? SandboxCapabilities.ProcessLimit : SandboxCapabilities.None;

    /// <inheritdoc/>
    public override async Task<SandboxBackendReport> ProbeAsync(CancellationToken cancellationToken)
    {
        var report = await base.ProbeAsync(cancellationToken).ConfigureAwait(false);
        var spec = ProbeSpec with { Root = SandboxRoot.Directory("/usr"), WorkingDirectory = "/" };
        return report.Available
            ? await ProbePartAsync(report, OfOtherRoots, spec, cancellationToken).ConfigureAwait(false)
            : report;
    }

    /// <inheritdoc/>
    protected override LaunchPlan Plan(SandboxSpec spec, HostFacts facts, IHostFileSystem files) =>
        _plans.Plan(spec, facts, files);
}

using Microsoft.Extensions.Logging;
using Sandbox.Backends.Bwrap.Program;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Backends.Bwrap;

/// <summary>
/// Sandboxes that bubblewrap builds (bwrap(1), 0.5.0 or later, found in PATH): for machines that let that
/// program make namespaces and no other. The tree, the limits, the signals and the result are those of the back-end
/// <c>namespaces</c>.
/// </summary>
public sealed class BwrapBackend : LinuxSandboxBackend
{
    /// <summary>The name it is chosen by: <c>bwrap</c>.</summary>
    public const string BackendName = "bwrap";

    private const SandboxCapabilities Tree =
        SandboxCapabilities.HostRoot | SandboxCapabilities.ReadOnlyHostRoot | SandboxCapabilities.DirectoryRoot
        | SandboxCapabilities.WritablePaths | SandboxCapabilities.BindMounts | SandboxCapabilities.ReadOnlyBindMounts
        | SandboxCapabilities.TmpfsMounts | SandboxCapabilities.ProcMounts | SandboxCapabilities.DevMounts
        | SandboxCapabilities.SynthesizedFiles | SandboxCapabilities.DenyBlock | SandboxCapabilities.DenyHide
        | SandboxCapabilities.DenyMessage | SandboxCapabilities.EphemeralRoot | SandboxCapabilities.HermeticRoot
        | SandboxCapabilities.Outputs | SandboxCapabilities.TmpfsSize;

    private const SandboxCapabilities Isolation =
        SandboxCapabilities.NetworkIsolation | SandboxCapabilities.HostNetwork | SandboxCapabilities.ProcessIsolation
        | SandboxCapabilities.IpcIsolation | SandboxCapabilities.UserMapping | SandboxCapabilities.HostName
        | SandboxCapabilities.LeastPrivilege | SandboxCapabilities.SecurityBoundary;

    private const SandboxCapabilities Process =
        SandboxCapabilities.NewSession | SandboxCapabilities.KeepFileDescriptors
        | SandboxCapabilities.FileTransfer
        | SandboxCapabilities.WallTimeLimit | SandboxCapabilities.CpuTimeLimit | SandboxCapabilities.FileSizeLimit
        | SandboxCapabilities.ResourceLimits | SandboxCapabilities.OutputLimit | SandboxCapabilities.FakeChown;

    private const SandboxCapabilities Groups =
        SandboxCapabilities.MemoryLimit | SandboxCapabilities.ProcessLimit | SandboxCapabilities.CpusLimit
        | SandboxCapabilities.Cgroup | SandboxCapabilities.CgroupParent;

    private readonly BwrapFinder _finder;
    private readonly Lazy<CallerPrivileges> _privileges = new(CallerPrivileges.Read);

    /// <summary>Makes the back-end.</summary>
    /// <param name="logger">Where steps and ends of runs are logged; null: nowhere.</param>
    public BwrapBackend(ILogger<BwrapBackend>? logger = null)
        : this(new BwrapFinder(), logger)
    {
    }

    internal BwrapBackend(BwrapFinder finder, ILogger? logger = null)
        : base(logger) => _finder = finder;

    /// <inheritdoc/>
    public override string Name => BackendName;

    /// <inheritdoc/>
    public override SandboxCapabilities Capabilities => Tree | Isolation | Process | Groups;

    /// <inheritdoc/>
    public override ValueTask<SandboxBackendReport> OfferAsync(SandboxCapabilities asked, CancellationToken cancellationToken) =>
        new(HeldHere(BwrapOffer.Of(Name, Capabilities, _finder.Find(), CanDevicesChange), asked));

    /// <inheritdoc/>
    protected override LaunchPlan Plan(SandboxSpec spec, HostFacts facts, IHostFileSystem files)
    {
        var found = _finder.Find();
        return BwrapPlanner.Plan(Name, spec, facts, files, found.Program ?? throw NotFound(found), _privileges.Value);
    }

    // They are root's, and bubblewrap binds them writable; with a mount namespace around it they can be sealed before.
    private bool CanDevicesChange => Environment.IsPrivilegedProcess && !_privileges.Value.MayMount;

    // It was there when it was offered; and whoever asks for a plan without asking for an offer is told as well.
    private SandboxSetupException NotFound(FoundBwrap found) => new(found.Reason, found.Remedy)
    {
        Backend = Name,
        IsRefusal = true,
    };
}

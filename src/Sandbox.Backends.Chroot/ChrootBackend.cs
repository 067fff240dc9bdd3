using Microsoft.Extensions.Logging;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Backends.Chroot;

/// <summary>
/// Sandboxes of root's for machines that refuse namespaces: another root directory (chroot(2)), no privilege, and an end
/// of all that was started. With CAP_SYS_ADMIN in a mount namespace of its own, so that it can mount and leaves nothing
/// behind; without it, as in a container, in a bare directory. It is no security boundary: the command sees the host's
/// other processes, shares its network and its IPC, and has its user id.
/// </summary>
public sealed class ChrootBackend : LinuxSandboxBackend
{
    /// <summary>The name it is chosen by: <c>chroot</c>.</summary>
    public const string BackendName = "chroot";

    private readonly Lazy<CallerPrivileges> _privileges = new(CallerPrivileges.Read);
    private volatile SandboxBackendReport? _offer;

    /// <summary>Makes the back-end.</summary>
    /// <param name="logger">Where steps and ends of runs are logged; null: nowhere.</param>
    public ChrootBackend(ILogger<ChrootBackend>? logger = null)
        : base(logger)
    {
    }

    /// <inheritdoc/>
    public override string Name => BackendName;

    /// <inheritdoc/>
    public override SandboxCapabilities Capabilities => ChrootOffer.WithMounts;

    /// <inheritdoc/>
    protected override SandboxSpec ProbeSpec => base.ProbeSpec with
    {
        Root = SandboxRoot.Directory("/", WritablePaths.All), Network = SandboxNetwork.Host, WorkingDirectory = "/",
    };

    /// <inheritdoc/>
    /// <remarks>
    /// Whether it may mount is tried once: a container's seccomp filter or AppArmor profile may forbid what the
    /// capability allows.
    /// </remarks>
    public override async ValueTask<SandboxBackendReport> OfferAsync(
        SandboxCapabilities asked, CancellationToken cancellationToken) =>
        HeldHere(_offer ??= await FindOfferAsync(cancellationToken).ConfigureAwait(false), asked);

    /// <inheritdoc/>
    protected override LaunchPlan Plan(SandboxSpec spec, HostFacts facts, IHostFileSystem files) =>
        ChrootPlanner.Plan(Name, spec, facts, files, MayMount);

    // Before the offer is known, the attempt that is to find it out.
    private bool MayMount => _offer is { } offer ? offer.Offers == ChrootOffer.WithMounts : _privileges.Value.MayMount;

    private async Task<SandboxBackendReport> FindOfferAsync(CancellationToken cancellationToken)
    {
        if (!_privileges.Value.MayChangeRoot)
        {
            return ChrootOffer.Unavailable(Name);
        }

        if (!_privileges.Value.MayMount)
        {
            return ChrootOffer.WithoutMountsFor(Name, "it needs CAP_SYS_ADMIN, which this process does not have");
        }

        return await TryAsync(ProbeSpec, cancellationToken).ConfigureAwait(false) is { } obstacle
            ? ChrootOffer.WithoutMountsFor(Name, $"this machine does not let it mount: {obstacle.Message}")
            : ChrootOffer.Complete(Name);
    }
}

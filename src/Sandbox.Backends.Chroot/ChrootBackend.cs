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
    private volatile SandboxBackendReport? _settled;

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
    public override ValueTask<SandboxBackendReport> OfferAsync(SandboxCapabilities asked, CancellationToken cancellationToken) =>
        new(HeldHere(Offer, asked));

    /// <inheritdoc/>
    public override async Task<SandboxBackendReport> ProbeAsync(CancellationToken cancellationToken)
    {
        var isTried = _settled is null;
        var offer = await SettleOfferAsync(Capabilities, cancellationToken).ConfigureAwait(false);
        if (!offer.Available)
        {
            return offer;
        }

        // With mounts it was tried just now; without them, or when that was some time ago, it was not.
        isTried &= Offer.Offers == ChrootOffer.WithMounts;
        var obstacle = isTried ? null : await TryAsync(ProbeSpec, cancellationToken).ConfigureAwait(false);
        return obstacle is null ? await ProbeLayersAsync(offer, cancellationToken).ConfigureAwait(false) : Refused(offer, obstacle);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Whether it may mount is tried once: a container's seccomp filter or AppArmor profile may forbid what the capability
    /// allows. Then it serves without mounts.
    /// </remarks>
    protected override async ValueTask<SandboxBackendReport> SettleOfferAsync(
        SandboxCapabilities asked, CancellationToken cancellationToken)
    {
        if (_settled is null && Offer is { Offers: ChrootOffer.WithMounts } offer)
        {
            var obstacle = await TryAsync(ProbeSpec, cancellationToken).ConfigureAwait(false);
            if (obstacle is not null && Refused(offer, obstacle) is { IsPassing: true } passing)
            {
                return passing;
            }

            _settled = obstacle is null
                ? offer
                : ChrootOffer.WithoutMountsFor(Name, $"this machine does not let it mount: {obstacle.Message}", obstacle.Hint);
        }

        return HeldHere(Offer, asked);
    }

    /// <inheritdoc/>
    protected override LaunchPlan Plan(SandboxSpec spec, HostFacts facts, IHostFileSystem files) =>
        ChrootPlanner.Plan(Name, spec, facts, files, mayMount: Offer.Offers == ChrootOffer.WithMounts);

    // As far as it is known: what the capabilities allow, until it was tried.
    private SandboxBackendReport Offer => _settled ?? ChrootOffer.Of(Name, _privileges.Value);
}

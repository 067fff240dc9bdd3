using Sandbox.Linux;

namespace Sandbox;

/// <summary>Finding out what works here, by setting up sandboxes in which nothing runs.</summary>
public abstract partial class LinuxSandboxBackend
{
    /// <summary>What <see cref="ProbeAsync"/> sets up, without running it. Default: a spec with every default.</summary>
    protected virtual SandboxSpec ProbeSpec => SandboxSpec.For("/");

    /// <inheritdoc/>
    public virtual async Task<SandboxBackendReport> ProbeAsync(CancellationToken cancellationToken)
    {
        var offer = await OfferAsync(Capabilities, cancellationToken).ConfigureAwait(false);
        if (!offer.Available)
        {
            return offer;
        }

        var obstacle = await TryAsync(ProbeSpec, cancellationToken).ConfigureAwait(false);
        return obstacle is null ? await ProbeLayersAsync(offer, cancellationToken).ConfigureAwait(false) : Refused(offer, obstacle);
    }

    /// <summary>
    /// Tries an ephemeral root, where it is offered: whether there is a disk for the layers, and a kernel that has them,
    /// cannot be told otherwise.
    /// </summary>
    /// <param name="offer">What is offered if it works.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The offer, without it where it does not work.</returns>
    protected async Task<SandboxBackendReport> ProbeLayersAsync(SandboxBackendReport offer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(offer);
        if (!offer.Offers.HasFlag(SandboxCapabilities.EphemeralRoot))
        {
            return offer;
        }

        var spec = ProbeSpec with { Root = SandboxRoot.Directory("/usr", ephemeral: true), WorkingDirectory = "/" };
        return await ProbePartAsync(offer, SandboxCapabilities.EphemeralRoot, spec, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tries a spec, and takes from an offer what it stands for where it cannot be set up.</summary>
    /// <param name="offer">What is offered if it works.</param>
    /// <param name="part">What the spec stands for.</param>
    /// <param name="spec">A valid spec; its streams are not used.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The offer, without the part where it does not work, and with one reason for all of it.</returns>
    protected async Task<SandboxBackendReport> ProbePartAsync(
        SandboxBackendReport offer, SandboxCapabilities part, SandboxSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return await TryAsync(spec, cancellationToken).ConfigureAwait(false) is { } obstacle
            ? offer with
            {
                Offers = offer.Offers & ~part,
                Missing =
                [
                    .. offer.Missing.Where(missing => (missing.Capabilities & ~part) != SandboxCapabilities.None),
                    new() { Capabilities = part, Reason = obstacle.Message, Remedy = obstacle.Hint },
                ],
            }
            : offer;
    }

    /// <summary>Sets up a sandbox, runs nothing in it, and tears it down: whether this machine allows it.</summary>
    /// <param name="spec">A valid spec; its streams are not used.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Why it could not be set up; null where it could.</returns>
    protected async Task<SandboxException?> TryAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec = spec with { Stdio = SandboxStdio.Discarded, KeepScratch = false };
        try
        {
            var process = await LaunchAsync(spec, setupOnly: true, cancellationToken).ConfigureAwait(false);
            await using (process.ConfigureAwait(false))
            {
                await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            }

            return null;
        }
        catch (Exception exception) when (exception is SandboxSetupException or SandboxSpecException)
        {
            return (SandboxException)exception;
        }
    }

    /// <summary>The report of a back-end that can run nothing here.</summary>
    /// <param name="offer">What it would offer.</param>
    /// <param name="obstacle">What came of trying.</param>
    protected static SandboxBackendReport Refused(SandboxBackendReport offer, SandboxException obstacle)
    {
        ArgumentNullException.ThrowIfNull(offer);
        ArgumentNullException.ThrowIfNull(obstacle);
        return offer with
        {
            Available = false,
            Offers = SandboxCapabilities.None,
            Missing =
            [
                new() { Capabilities = offer.Offers, Reason = obstacle.Message, Remedy = obstacle.Hint },
                .. offer.Missing,
            ],
            IsPassing = obstacle is SandboxSetupException { Errno: var errno } && Errno.IsPassing(errno),
        };
    }
}

using Microsoft.Extensions.Logging;
using Sandbox.Launching;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox;

/// <summary>
/// The base of a back-end on Linux: a derived class writes the plan, this one explains, probes and starts it.
/// </summary>
public abstract class LinuxSandboxBackend : ISandboxBackend
{
    private readonly Launcher _launcher;
    private SandboxBackendReport? _everything;

    /// <summary>Makes the back-end.</summary>
    /// <param name="logger">Where steps and ends of runs are logged; null: nowhere.</param>
    protected LinuxSandboxBackend(ILogger? logger = null) => _launcher = new Launcher(logger);

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract SandboxCapabilities Capabilities { get; }

    /// <summary>What <see cref="ProbeAsync"/> sets up, without running it. Default: a spec with every default.</summary>
    protected virtual SandboxSpec ProbeSpec => SandboxSpec.For("/");

    /// <summary>Writes the plan for a valid spec that asks for nothing but what was offered. Changes nothing.</summary>
    /// <param name="spec">What the command may see and use.</param>
    /// <param name="facts">The calling process and its machine.</param>
    /// <param name="files">The host's files.</param>
    /// <exception cref="SandboxSpecException">The spec does not fit this machine's tree.</exception>
    protected abstract LaunchPlan Plan(SandboxSpec spec, HostFacts facts, IHostFileSystem files);

    /// <inheritdoc/>
    public SandboxExplanation Explain(SandboxSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new SandboxExplanation
        {
            Backend = Name,
            Needs = SpecRequirements.Of(spec),
            Steps = MakePlan(spec).Explain(),
        };
    }

    /// <inheritdoc/>
    public async Task<ISandboxProcess> StartAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return await _launcher.StartAsync(MakePlan(spec), spec, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public virtual ValueTask<SandboxBackendReport> OfferAsync(CancellationToken cancellationToken) =>
        new(_everything ??= new SandboxBackendReport { Backend = Name, Available = true, Offers = Capabilities });

    /// <inheritdoc/>
    public virtual async Task<SandboxBackendReport> ProbeAsync(CancellationToken cancellationToken)
    {
        var offer = await OfferAsync(cancellationToken).ConfigureAwait(false);
        if (!offer.Available)
        {
            return offer;
        }

        var obstacle = await TryAsync(ProbeSpec, cancellationToken).ConfigureAwait(false);
        return obstacle is null ? offer : Refused(offer, obstacle);
    }

    /// <summary>Sets up a sandbox, runs nothing in it, and tears it down: whether this machine allows it.</summary>
    /// <param name="spec">A valid spec; its streams are not used.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>Why it could not be set up; null where it could.</returns>
    protected async Task<SandboxException?> TryAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        spec = spec with { Stdio = SandboxStdio.Discarded };
        try
        {
            var plan = MakePlan(spec) with { SetupOnly = true };
            var process = await _launcher.StartAsync(plan, spec, cancellationToken).ConfigureAwait(false);
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

    internal LaunchPlan MakePlan(SandboxSpec spec) => Plan(spec, HostFactsReader.Read(), HostFileSystem.Instance);

    private static SandboxBackendReport Refused(SandboxBackendReport offer, SandboxException exception) => offer with
    {
        Available = false,
        Offers = SandboxCapabilities.None,
        Missing =
        [
            new() { Capabilities = offer.Offers, Reason = exception.Message, Remedy = exception.Hint },
            .. offer.Missing,
        ],
    };
}

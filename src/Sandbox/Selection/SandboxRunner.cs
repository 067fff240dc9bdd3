using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sandbox.Diagnostics;
using Sandbox.Linux.Checks;

namespace Sandbox;

/// <summary>
/// The engine: validates a spec, derives what it needs, and hands it to the back-end that can hold it. Safe to use from
/// several threads at once.
/// </summary>
/// <remarks>
/// With <see cref="SandboxOptions.Auto"/>, an attempt is the probe: setting up has no lasting effect before the command
/// is executed, so the next capable back-end is tried when this machine refuses one, and the refusal is remembered as
/// long as this object lives. A back-end that was named is never replaced by another: its refusal is thrown as it is.
/// </remarks>
public sealed class SandboxRunner : ISandbox
{
    private readonly BackendCatalog _catalog;
    private readonly RefusalMemory _refusals = new();
    private readonly ILogger _logger;

    /// <summary>Makes a runner by hand; <c>AddSandbox</c> does it for a service collection.</summary>
    /// <param name="backends">The back-ends to choose from, each under a name of its own.</param>
    /// <param name="options">How to choose; null: every default.</param>
    /// <param name="logger">Where choices and ends of runs are logged; null: nowhere.</param>
    /// <exception cref="ArgumentNullException"><paramref name="backends"/> is null.</exception>
    /// <exception cref="ArgumentException">Two back-ends have the same name.</exception>
    public SandboxRunner(IEnumerable<ISandboxBackend> backends, SandboxOptions? options = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(backends);
        _catalog = new BackendCatalog(backends, options ?? new SandboxOptions());
        _logger = logger ?? NullLogger.Instance;
    }

    /// <inheritdoc/>
    public async Task<SandboxResult> RunAsync(SandboxSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        using var activity = SandboxTelemetry.StartRun(spec);
        try
        {
            var process = await StartAsync(spec, cancellationToken).ConfigureAwait(false);
            await using (process.ConfigureAwait(false))
            {
                var result = await WaitOrKillAsync(process, cancellationToken).ConfigureAwait(false);
                SandboxTelemetry.RecordEnd(activity, result);
                return result;
            }
        }
        catch (Exception exception) when (exception is SandboxException or OperationCanceledException)
        {
            SandboxTelemetry.RecordFailure(activity, exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<ISandboxProcess> StartAsync(SandboxSpec spec, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        spec = Accept(spec);
        var needs = SpecRequirements.Of(spec);
        var reports = ImmutableArray.CreateBuilder<SandboxBackendReport>();
        foreach (var backend in _catalog.RequireEligible(needs))
        {
            if (await FindObstacleAsync(backend, needs, cancellationToken).ConfigureAwait(false) is { } report)
            {
                reports.Add(report);
                continue;
            }

            _logger.Starting(spec.FileName, backend.Name, needs);
            try
            {
                return await backend.StartAsync(spec, cancellationToken).ConfigureAwait(false);
            }
            catch (SandboxSetupException refusal) when (refusal.IsRefusal && _catalog.IsAuto)
            {
                _logger.Refused(backend.Name, refusal);
                _refusals.Remember(backend, refusal);
                reports.Add(BackendReports.Refused(backend, refusal));
            }
        }

        throw new SandboxUnavailableException(needs, reports.ToImmutable());
    }

    /// <inheritdoc/>
    public async Task<SandboxExplanation> ExplainAsync(
        SandboxSpec spec, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        spec = Accept(spec);
        var needs = SpecRequirements.Of(spec);
        var reports = ImmutableArray.CreateBuilder<SandboxBackendReport>();
        foreach (var backend in _catalog.RequireEligible(needs))
        {
            if (await FindObstacleAsync(backend, needs, cancellationToken).ConfigureAwait(false) is not { } report)
            {
                return backend.Explain(spec);
            }

            reports.Add(report);
        }

        throw new SandboxUnavailableException(needs, reports.ToImmutable());
    }

    /// <inheritdoc/>
    public async Task<SandboxProbeReport> ProbeAsync(
        SandboxSpec? spec = null, CancellationToken cancellationToken = default)
    {
        var needs = SpecRequirements.Of(Accept(spec ?? SandboxSpec.For("true")));
        var reports = await BackendProbe.RunAsync(_catalog.All, needs, cancellationToken).ConfigureAwait(false);
        return new SandboxProbeReport
        {
            Backends = reports,
            Facts = HostFactList.Read(),
            Selected = BackendProbe.Select(_catalog.Eligible, reports, needs),
            Needs = needs,
        };
    }

    private static SandboxSpec Accept(SandboxSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        SpecValidator.Validate(spec);
        return SpecNormalizer.Normalize(spec);
    }

    /// <summary>Why a back-end is passed over without a try, or null where it may be tried.</summary>
    private async ValueTask<SandboxBackendReport?> FindObstacleAsync(
        ISandboxBackend backend, SandboxCapabilities needs, CancellationToken cancellationToken)
    {
        var offer = await backend.OfferAsync(cancellationToken).ConfigureAwait(false);
        var missing = needs & ~offer.Offers;
        if (!offer.Available || missing != SandboxCapabilities.None)
        {
            _logger.PassedOver(backend.Name, missing);
            return BackendReports.Lacking(offer, needs);
        }

        // A named back-end is tried each time: there is no other to save the attempt for.
        return _catalog.IsAuto && _refusals.Find(backend) is { } refusal
            ? BackendReports.Refused(backend, refusal)
            : null;
    }

    private static async Task<SandboxResult> WaitOrKillAsync(
        ISandboxProcess process, CancellationToken cancellationToken)
    {
        try
        {
            return await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            process.Kill();
        }

        try
        {
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (SandboxException)
        {
            // The caller asked for the end; how it ended no longer matters to them.
        }

        throw new OperationCanceledException("the run was cancelled and its processes killed", cancellationToken);
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Sandbox.Diagnostics;

namespace Sandbox;

/// <summary>
/// One request's way through the back-ends: first those that hold the spec as it is, in order of preference; then, where
/// degrading is allowed, those that hold what is left of it. Nothing is dropped that any back-end could have held.
/// </summary>
internal sealed class CandidateSearch(
    BackendCatalog catalog, RefusalMemory refusals, ILogger logger, SandboxSpec spec, bool mayDegrade)
{
    private readonly SandboxCapabilities _needs = SpecRequirements.Of(spec);
    private readonly ImmutableArray<ISandboxBackend> _backends = catalog.RequireEligible(SpecRequirements.Of(spec));

    // By place: why a back-end can't serve, and what it offers where it is merely too little.
    private readonly SortedDictionary<int, SandboxBackendReport> _obstacles = [];
    private readonly SortedDictionary<int, SandboxCapabilities> _tooLittle = [];
    private int _next;
    private int _nextToDegrade;

    /// <summary>What the spec needs.</summary>
    public SandboxCapabilities Needs => _needs;

    /// <summary>The next back-end to try; null when none is left.</summary>
    public async ValueTask<Candidate?> NextAsync(CancellationToken cancellationToken)
    {
        while (_next < _backends.Length)
        {
            var index = _next++;
            if (await FindObstacleAsync(index, cancellationToken).ConfigureAwait(false) is not { } obstacle)
            {
                return new Candidate(index, _backends[index], spec, [], [.. _obstacles.Values]);
            }

            logger.PassedOver(obstacle.Backend, BackendReports.Describe(obstacle));
            _obstacles[index] = obstacle;
        }

        while (mayDegrade && _nextToDegrade < _backends.Length)
        {
            if (Degrade(_nextToDegrade++) is { } candidate)
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Notes that this machine refused a candidate, for this request and those to come.</summary>
    public void Refuse(Candidate candidate, SandboxSetupException refusal)
    {
        logger.Refused(candidate.Backend.Name, refusal);
        refusals.Remember(candidate.Backend, refusal);
        _obstacles[candidate.Index] = BackendReports.Refused(candidate.Backend, refusal);
    }

    /// <summary>What to throw when none is left.</summary>
    public SandboxUnavailableException Failure() => new(_needs, [.. _obstacles.Values], mayDegrade ? null : DegradingHint());

    private async ValueTask<SandboxBackendReport?> FindObstacleAsync(int index, CancellationToken cancellationToken)
    {
        var backend = _backends[index];
        // A named back-end is tried each time: there is no other to save the attempt for.
        if (catalog.IsAuto && refusals.Find(backend) is { } refusal)
        {
            return BackendReports.Refused(backend, refusal);
        }

        var offer = await backend.OfferAsync(_needs, cancellationToken).ConfigureAwait(false);
        if (!offer.Available)
        {
            return offer;
        }

        if ((_needs & ~offer.Offers) == SandboxCapabilities.None)
        {
            return null;
        }

        // Something else may stand in for what it lacks.
        offer = await backend.OfferAsync(backend.Capabilities, cancellationToken).ConfigureAwait(false);
        _tooLittle[index] = offer.Offers;
        return BackendReports.Lacking(offer, _needs);
    }

    private Candidate? Degrade(int index)
    {
        if (!_tooLittle.TryGetValue(index, out var offers))
        {
            return null;
        }

        var backend = _backends[index];
        var degraded = SpecDegrader.Degrade(spec, offers, backend.Name);
        if (degraded.Missing != SandboxCapabilities.None)
        {
            // Only what nothing can stand in for is in the way now.
            _obstacles[index] = BackendReports.Lacking(_obstacles[index], degraded.Missing);
            return null;
        }

        return new Candidate(
            index, backend, degraded.Spec, degraded.Warnings,
            [.. _obstacles.Where(entry => entry.Key != index).Select(entry => entry.Value)]);
    }

    private string? DegradingHint()
    {
        foreach (var (index, offers) in _tooLittle)
        {
            var degraded = SpecDegrader.Degrade(spec, offers, _backends[index].Name);
            if (degraded.Missing == SandboxCapabilities.None)
            {
                var members = string.Join(", ", degraded.Warnings.Select(warning => warning.Member).Distinct());
                return $"allow degrading (--allow-degraded, 'allowDegraded') and {_backends[index].Name} runs it, weaker in {members}";
            }
        }

        return null;
    }
}

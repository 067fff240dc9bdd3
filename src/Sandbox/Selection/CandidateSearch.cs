using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Sandbox.Diagnostics;

namespace Sandbox;

/// <summary>
/// One request's way through the back-ends: first those that hold the spec as it is, in order of preference; then, where
/// degrading is allowed, those that hold what is left of it. Nothing is dropped that any back-end could have held, and
/// nothing for one that cannot run here.
/// </summary>
internal sealed class CandidateSearch(
    BackendCatalog catalog, BackendMemory memory, ILogger logger, SandboxSpec spec, bool mayDegrade)
{
    private readonly SandboxCapabilities _needs = SpecRequirements.Of(spec);
    private readonly ImmutableArray<ISandboxBackend> _backends = catalog.RequireEligible(SpecRequirements.Of(spec));

    // By place: why a back-end can't serve, and what it offers where it is merely too little.
    private readonly SortedDictionary<int, SandboxBackendReport> _obstacles = [];
    private readonly SortedDictionary<int, SandboxBackendReport> _tooLittle = [];
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

            PassOver(index, obstacle);
        }

        while (mayDegrade && _nextToDegrade < _backends.Length)
        {
            var index = _nextToDegrade++;
            if (await DegradeAsync(index, cancellationToken).ConfigureAwait(false) is { } degraded)
            {
                var others = _obstacles.Where(entry => entry.Key != index).Select(entry => entry.Value);
                return new Candidate(index, _backends[index], degraded.Allowed, degraded.Warnings, [.. others]);
            }
        }

        return null;
    }

    /// <summary>Notes that this machine refused a candidate, for this request and those to come.</summary>
    public void Refuse(Candidate candidate, SandboxSetupException refusal)
    {
        logger.Refused(candidate.Backend.Name, refusal.Message);
        _obstacles[candidate.Index] = BackendReports.Refused(candidate.Backend, refusal);
        memory.Refuse(candidate.Backend, _obstacles[candidate.Index]);
    }

    /// <summary>Notes that a candidate cannot express the spec, which says nothing about the next one.</summary>
    public void PassOver(Candidate candidate, SandboxSpecException unfit) =>
        PassOver(candidate.Index, BackendReports.WithUnfit(Usable(candidate.Backend), unfit));

    /// <summary>Notes that a candidate turned out to offer less than it said before.</summary>
    public void PassOver(Candidate candidate, SandboxUnavailableException lacking) => PassOver(candidate.Index, ReportOf(candidate.Backend, lacking));

    /// <summary>What to throw when none is left.</summary>
    public async Task<SandboxUnavailableException> FailAsync(CancellationToken cancellationToken)
    {
        var hint = mayDegrade ? null : await FindHintAsync(cancellationToken).ConfigureAwait(false);
        return new(_needs, [.. _obstacles.Values], hint);
    }

    private async ValueTask<SandboxBackendReport?> FindObstacleAsync(int index, CancellationToken cancellationToken)
    {
        var backend = _backends[index];
        // A named back-end is tried each time: there is no other to save the attempt for.
        if (catalog.IsAuto && memory.FindRefusal(backend) is { } refusal)
        {
            return refusal;
        }

        var offer = await backend.OfferAsync(_needs, cancellationToken).ConfigureAwait(false);
        if (!offer.Available)
        {
            return BackendReports.Lacking(offer, _needs);
        }

        if ((_needs & ~offer.Offers) == SandboxCapabilities.None)
        {
            return null;
        }

        // Something else may stand in for what it lacks.
        offer = await backend.OfferAsync(backend.Capabilities, cancellationToken).ConfigureAwait(false);
        _tooLittle[index] = offer;
        return BackendReports.Lacking(offer, _needs);
    }

    /// <summary>What is left of the spec for a back-end that was seen to work here; null when that is nothing.</summary>
    private async Task<DegradedSpec?> DegradeAsync(int index, CancellationToken cancellationToken)
    {
        if (!_tooLittle.TryGetValue(index, out var offer) || Degrade(index, offer) is null)
        {
            return null;
        }

        // Warnings are told before the command runs, and by then must be true.
        var probed = await memory.ProbeAsync(_backends[index], cancellationToken).ConfigureAwait(false);
        if (!probed.Available)
        {
            PassOver(index, BackendReports.Lacking(probed, _needs));
            return null;
        }

        if (Degrade(index, probed) is not { } degraded)
        {
            return null;
        }

        try
        {
            _backends[index].Explain(degraded.Allowed);
            return degraded;
        }
        catch (SandboxSpecException unfit) when (unfit.Backend is not null && catalog.IsAuto)
        {
            PassOver(index, BackendReports.WithUnfit(Usable(_backends[index]), unfit));
            return null;
        }
        catch (SandboxUnavailableException lacking) when (catalog.IsAuto)
        {
            PassOver(index, ReportOf(_backends[index], lacking));
            return null;
        }
    }

    private DegradedSpec? Degrade(int index, SandboxBackendReport offer)
    {
        var degraded = SpecDegrader.Degrade(spec, offer.Offers, _backends[index].Name);
        if (degraded.Missing == SandboxCapabilities.None)
        {
            return degraded;
        }

        // Only what nothing can stand in for is in the way, where the rest may be dropped.
        _obstacles[index] = BackendReports.Lacking(offer, mayDegrade ? degraded.Missing : _needs);
        return null;
    }

    private async Task<string?> FindHintAsync(CancellationToken cancellationToken)
    {
        foreach (var index in _tooLittle.Keys)
        {
            try
            {
                if (await DegradeAsync(index, cancellationToken).ConfigureAwait(false) is { } degraded)
                {
                    var members = string.Join(", ", degraded.Warnings.Select(warning => warning.Member).Distinct());
                    return $"allow degrading (--allow-degraded, 'allowDegraded') and {_backends[index].Name} runs it, weaker in {members}";
                }
            }
            catch (SandboxException)
            {
                // It would not run it, either.
            }
        }

        return null;
    }

    private static SandboxBackendReport Usable(ISandboxBackend backend) =>
        new() { Backend = backend.Name, Available = true, Offers = backend.Capabilities };

    // A stranger's back-end may say no more than that.
    private static SandboxBackendReport ReportOf(ISandboxBackend backend, SandboxUnavailableException lacking) => lacking.Reports is [var report, ..]
        ? report
        : BackendReports.Unusable(backend.Name, backend.Capabilities, lacking.Message, lacking.Hint);

    private void PassOver(int index, SandboxBackendReport obstacle)
    {
        logger.PassedOver(obstacle.Backend, BackendReports.Describe(obstacle));
        _obstacles[index] = obstacle;
    }
}

using System.Collections.Immutable;

namespace Sandbox;

/// <summary>Which back-end would serve a spec, by what probes have found.</summary>
/// <param name="reports">One report for each back-end, best first.</param>
/// <param name="backends">The back-ends they are about.</param>
internal sealed class ProbedChoice(ImmutableArray<SandboxBackendReport> reports, ImmutableArray<ISandboxBackend> backends)
{
    private readonly SandboxBackendReport[] _reports = [.. reports];

    /// <summary>The reports, with what back-ends cannot express of the spec.</summary>
    public ImmutableArray<SandboxBackendReport> Reports => [.. _reports];

    /// <summary>The back-end; null when none would serve.</summary>
    public string? Backend { get; private set; }

    /// <summary>What it would drop or replace.</summary>
    public ImmutableArray<SandboxWarning> Warnings { get; private set; } = [];

    /// <summary>Chooses.</summary>
    /// <param name="eligible">Those that may serve.</param>
    /// <param name="spec">A valid spec.</param>
    /// <param name="mayDegrade">Whether it may be rewritten to what is offered.</param>
    public void Choose(ImmutableArray<ISandboxBackend> eligible, SandboxSpec spec, bool mayDegrade)
    {
        var needs = SpecRequirements.Of(spec);
        var able = Enumerable.Range(0, _reports.Length)
            .Where(index => _reports[index].Available && eligible.Contains(backends[index]))
            .ToList();
        foreach (var index in able.Where(index => (needs & ~_reports[index].Offers) == SandboxCapabilities.None))
        {
            if (CanExpress(index, spec))
            {
                Backend = _reports[index].Backend;
                return;
            }
        }

        foreach (var index in mayDegrade ? able : [])
        {
            var degraded = SpecDegrader.Degrade(spec, _reports[index].Offers, _reports[index].Backend);
            if (degraded is { Missing: SandboxCapabilities.None, Warnings.IsEmpty: false } && CanExpress(index, degraded.Allowed))
            {
                (Backend, Warnings) = (_reports[index].Backend, degraded.Warnings);
                return;
            }
        }
    }

    // A spec that makes no sense here makes none with any of them, and the run will say so.
    private bool CanExpress(int index, SandboxSpec spec)
    {
        try
        {
            backends[index].Explain(spec);
        }
        catch (SandboxSpecException unfit) when (unfit.Backend is not null)
        {
            _reports[index] = BackendReports.WithUnfit(_reports[index], unfit);
            return false;
        }
        catch (SandboxException)
        {
        }

        return true;
    }
}

using System.Collections.Immutable;

namespace Sandbox;

/// <summary>Probes back-ends one after the other, each whatever the others say.</summary>
internal static class BackendProbe
{
    /// <summary>One report for each back-end, which explains each need it does not offer.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<ImmutableArray<SandboxBackendReport>> RunAsync(
        ImmutableArray<ISandboxBackend> backends, SandboxCapabilities needs, CancellationToken cancellationToken)
    {
        var reports = ImmutableArray.CreateBuilder<SandboxBackendReport>(backends.Length);
        foreach (var backend in backends)
        {
            var report = await ProbeAsync(backend, cancellationToken).ConfigureAwait(false);
            reports.Add(BackendReports.Complete(report, needs));
        }

        return reports.MoveToImmutable();
    }

    /// <summary>The back-end that would serve a spec, by the reports, and what it would drop; null when none would.</summary>
    public static (string? Backend, ImmutableArray<SandboxWarning> Warnings) Select(
        ImmutableArray<ISandboxBackend> eligible,
        ImmutableArray<SandboxBackendReport> reports,
        SandboxSpec spec,
        bool mayDegrade)
    {
        var needs = SpecRequirements.Of(spec);
        var able = reports
            .Where(report => report.Available && eligible.Any(backend => backend.Name == report.Backend))
            .ToList();
        if (able.Find(report => (needs & ~report.Offers) == SandboxCapabilities.None) is { } whole)
        {
            return (whole.Backend, []);
        }

        foreach (var report in mayDegrade ? able : [])
        {
            var degraded = SpecDegrader.Degrade(spec, report.Offers, report.Backend);
            if (degraded.Missing == SandboxCapabilities.None)
            {
                return (report.Backend, degraded.Warnings);
            }
        }

        return (null, []);
    }

    private static async Task<SandboxBackendReport> ProbeAsync(
        ISandboxBackend backend, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return await backend.ProbeAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A stranger's back-end may throw anything; the others must be reported all the same.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var remedy = (exception as SandboxException)?.Hint;
            return BackendReports.Unusable(
                backend.Name, backend.Capabilities, $"its probe failed: {exception.Message}", remedy);
        }
    }
}

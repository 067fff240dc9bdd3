using System.Collections.Immutable;

namespace Sandbox;

/// <summary>Probes back-ends one after the other, each whatever the others say.</summary>
internal static class BackendProbe
{
    /// <summary>One report for each back-end; a probe that throws makes a report of it.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<ImmutableArray<SandboxBackendReport>> RunAsync(
        ImmutableArray<ISandboxBackend> backends, CancellationToken cancellationToken)
    {
        var reports = ImmutableArray.CreateBuilder<SandboxBackendReport>(backends.Length);
        foreach (var backend in backends)
        {
            reports.Add(await ProbeAsync(backend, cancellationToken).ConfigureAwait(false));
        }

        return reports.MoveToImmutable();
    }

    /// <summary>The first back-end that offers here all that is needed, by its report; or null.</summary>
    public static string? Select(
        ImmutableArray<ISandboxBackend> eligible, ImmutableArray<SandboxBackendReport> reports, SandboxCapabilities needs) =>
        reports.FirstOrDefault(report =>
            report.Available
            && (needs & ~report.Offers) == SandboxCapabilities.None
            && eligible.Any(backend => backend.Name == report.Backend))?.Backend;

    private static async Task<SandboxBackendReport> ProbeAsync(ISandboxBackend backend, CancellationToken cancellationToken)
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
#pragma warning disable CA1031 // A stranger's back-end may throw anything, and must not keep the others from being reported.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return BackendReports.Unusable(
                backend.Name, backend.Capabilities, $"its probe failed: {exception.Message}", (exception as SandboxException)?.Hint);
        }
    }
}

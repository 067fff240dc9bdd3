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
            var report = await TryAsync(backend, cancellationToken).ConfigureAwait(false);
            reports.Add(BackendReports.Complete(report, needs));
        }

        return reports.MoveToImmutable();
    }

    /// <summary>Probes one; a probe that throws is a report, too.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<SandboxBackendReport> TryAsync(ISandboxBackend backend, CancellationToken cancellationToken)
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
                backend.Name, backend.Capabilities, $"its probe failed: {exception.Message}", remedy) with { IsPassing = true };
        }
    }
}

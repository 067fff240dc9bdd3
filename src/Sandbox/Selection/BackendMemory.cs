using System.Collections.Concurrent;

namespace Sandbox;

/// <summary>
/// What was found out about back-ends by trying them, for as long as this process lives: <c>auto</c> pays for a refusal
/// once, and so does who may degrade for a probe. What may pass by itself is not kept.
/// </summary>
internal sealed class BackendMemory
{
    private readonly ConcurrentDictionary<string, SandboxBackendReport> _refusals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, SandboxBackendReport> _probes = new(StringComparer.Ordinal);

    /// <summary>Notes that this machine does not let a back-end run anything.</summary>
    public void Refuse(ISandboxBackend backend, SandboxBackendReport report)
    {
        _probes.TryRemove(backend.Name, out _);
        if (!report.IsPassing)
        {
            _refusals[backend.Name] = report;
        }
    }

    /// <summary>The refusal remembered for a back-end, or null.</summary>
    public SandboxBackendReport? FindRefusal(ISandboxBackend backend) => _refusals.GetValueOrDefault(backend.Name);

    /// <summary>What a back-end offers, found out by doing it, once if it works.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<SandboxBackendReport> ProbeAsync(ISandboxBackend backend, CancellationToken cancellationToken)
    {
        if (_probes.TryGetValue(backend.Name, out var known))
        {
            return known;
        }

        var report = await BackendProbe.TryAsync(backend, cancellationToken).ConfigureAwait(false);
        if (!report.Available)
        {
            Refuse(backend, report);
        }
        else if (!report.IsPassing)
        {
            _probes[backend.Name] = report;
        }

        return report;
    }
}

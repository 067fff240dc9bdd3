namespace Sandbox;

/// <summary>A process whose result also tells how its back-end was chosen.</summary>
internal sealed class SelectedProcess(ISandboxProcess process, Candidate candidate) : ISandboxProcess
{
    /// <inheritdoc/>
    public string Backend => process.Backend;

    /// <inheritdoc/>
    public int MonitorId => process.MonitorId;

    /// <inheritdoc/>
    public async Task<SandboxResult> WaitForExitAsync(CancellationToken cancellationToken = default)
    {
        var result = await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        return result with
        {
            Warnings = [.. candidate.Warnings, .. result.Warnings],
            PassedOver = candidate.PassedOver,
        };
    }

    /// <inheritdoc/>
    public void Signal(int signal) => process.Signal(signal);

    /// <inheritdoc/>
    public void Kill() => process.Kill();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => process.DisposeAsync();
}

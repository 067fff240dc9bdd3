namespace Sandbox;

/// <summary>A sandbox that waits for its command, whose result is also to tell how its back-end was chosen.</summary>
internal sealed class SelectedSandbox(IPreparedSandbox sandbox, Candidate candidate) : IPreparedSandbox
{
    /// <inheritdoc/>
    public string Backend => sandbox.Backend;

    /// <inheritdoc/>
    public bool IsReady => sandbox.IsReady;

    /// <inheritdoc/>
    public async Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken = default) =>
        new SelectedProcess(await sandbox.StartAsync(command, cancellationToken).ConfigureAwait(false), candidate);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => sandbox.DisposeAsync();
}

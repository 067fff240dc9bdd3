namespace Sandbox.Scratch;

/// <summary>A process with files on disk, which go when the process has ended, whether anybody waits for that or not.</summary>
internal sealed class ScratchProcess : ISandboxProcess
{
    private readonly ISandboxProcess _process;
    private readonly RunFiles _files;
    private readonly Task<SandboxResult> _end;

    /// <param name="process">The process.</param>
    /// <param name="files">What it has on disk, which this takes over.</param>
    public ScratchProcess(ISandboxProcess process, RunFiles files)
    {
        _process = process;
        _files = files;
        _end = FollowAsync();
    }

    /// <inheritdoc/>
    public string Backend => _process.Backend;

    /// <inheritdoc/>
    public int MonitorId => _process.MonitorId;

    /// <inheritdoc/>
    public Task<SandboxResult> WaitForExitAsync(CancellationToken cancellationToken = default) => _end.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public void Signal(int signal) => _process.Signal(signal);

    /// <inheritdoc/>
    public void Kill() => _process.Kill();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync().ConfigureAwait(false);
        await ((Task)_end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<SandboxResult> FollowAsync()
    {
        try
        {
            return _files.Finish(await _process.WaitForExitAsync().ConfigureAwait(false));
        }
        finally
        {
            _files.Dispose();
        }
    }
}

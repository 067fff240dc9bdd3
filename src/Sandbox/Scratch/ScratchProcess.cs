namespace Sandbox.Scratch;

/// <summary>A process with a scratch directory, which goes when the process has ended, whether anybody waits for that or not.</summary>
internal sealed class ScratchProcess : ISandboxProcess
{
    private readonly ISandboxProcess _process;
    private readonly IDisposable[] _held;
    private readonly Func<SandboxResult, SandboxResult> _finish;
    private readonly Task<SandboxResult> _end;

    /// <param name="process">The process.</param>
    /// <param name="finish">Adds to the result what only the directory tells, while it is still there.</param>
    /// <param name="held">Its directory and what is open besides, which this takes over.</param>
    public ScratchProcess(ISandboxProcess process, Func<SandboxResult, SandboxResult> finish, params IDisposable[] held)
    {
        _process = process;
        _held = held;
        _finish = finish;
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
            return _finish(await _process.WaitForExitAsync().ConfigureAwait(false));
        }
        finally
        {
            Array.ForEach(_held, held => held.Dispose());
        }
    }
}

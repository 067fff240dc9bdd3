namespace Sandbox.Tests.Selection;

/// <summary>A process that runs until it is ended by <see cref="Exit"/> or <see cref="Kill"/>.</summary>
internal sealed class FakeProcess : ISandboxProcess
{
    private readonly TaskCompletionSource<SandboxResult> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Backend => "fake";

    public int MonitorId => 1;

    public bool Killed { get; private set; }

    public bool Disposed { get; private set; }

    public static FakeProcess Ended(int exitCode)
    {
        var process = new FakeProcess();
        process.Exit(exitCode);
        return process;
    }

    public void Exit(int exitCode) => _end.TrySetResult(new SandboxResult
    {
        Status = SandboxStatus.Exited,
        ExitCode = exitCode,
        Backend = "fake",
        Elapsed = TimeSpan.FromSeconds(2),
    });

    public Task<SandboxResult> WaitForExitAsync(CancellationToken cancellationToken = default) => _end.Task.WaitAsync(cancellationToken);

    public void Signal(int signal) => throw new NotSupportedException();

    public void Kill()
    {
        Killed = true;
        _end.TrySetException(new SandboxSetupException("torn down"));
    }

    public ValueTask DisposeAsync()
    {
        Disposed = true;
        return ValueTask.CompletedTask;
    }
}

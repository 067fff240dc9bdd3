namespace Sandbox;

/// <summary>A command running in a sandbox. Disposing kills it, waits for its end and frees what it held.</summary>
public interface ISandboxProcess : IAsyncDisposable
{
    /// <summary>The back-end it runs in.</summary>
    string Backend { get; }

    /// <summary>The process id, on the host, of the monitor that holds the sandbox; it ends with the sandbox.</summary>
    int MonitorId { get; }

    /// <summary>Waits until the command and everything it started have ended.</summary>
    /// <param name="cancellationToken">Cancels the waiting only; the command goes on.</param>
    /// <exception cref="SandboxSetupException">The sandbox was torn down from outside and its end is not known.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<SandboxResult> WaitForExitAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// Sends a signal to the command. Nothing happens when it has ended. Never waits: where hundreds are on their way to a monitor
    /// that somebody has stopped, one more is lost.
    /// </summary>
    /// <param name="signal">The signal's number, 1 to 64 (signal(7)).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="signal"/> is no signal.</exception>
    void Signal(int signal);

    /// <summary>Kills the command and everything it started, with SIGKILL. Nothing happens when it has ended.</summary>
    void Kill();
}

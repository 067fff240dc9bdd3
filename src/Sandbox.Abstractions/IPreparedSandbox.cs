namespace Sandbox;

/// <summary>
/// A sandbox that is set up and waits for its one command; it holds exactly what it would for a command that was known from
/// the start. Disposing it takes it down, unless it has got its command: then that is the process's affair.
/// </summary>
/// <remarks>
/// What is the caller's is as it was when the sandbox was prepared: environment, current directory, umask, limits, and the
/// descriptors that are kept. So are the host's directories where the spec's tree is made of a list of them; what is mounted
/// shows what is there now. The caller's terminal has no name inside, for it is not known whether the command is to have it.
/// </remarks>
public interface IPreparedSandbox : IAsyncDisposable
{
    /// <summary>The back-end it is made by.</summary>
    string Backend { get; }

    /// <summary>Whether it still waits: false once it has got a command, or something outside has ended it.</summary>
    bool IsReady { get; }

    /// <summary>
    /// Starts its command and returns when that is running. Whatever comes of it, the sandbox is used then, but for a command
    /// that makes no sense.
    /// </summary>
    /// <param name="command">The command.</param>
    /// <param name="cancellationToken">Cancels the start only; the sandbox is taken down.</param>
    /// <exception cref="InvalidOperationException">It has got a command before, or was disposed.</exception>
    /// <exception cref="SandboxSpecException">The command makes no sense.</exception>
    /// <exception cref="SandboxSetupException">The command could not be started, or the sandbox was ended from outside.</exception>
    /// <exception cref="SandboxCommandException">The command was not found or is not executable.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken = default);
}

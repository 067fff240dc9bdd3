namespace Sandbox;

/// <summary>Runs programs in sandboxes, in the back-end that can hold what each spec asks for.</summary>
public interface ISandbox
{
    /// <summary>Runs a command to its end.</summary>
    /// <param name="spec">What the command may see and use.</param>
    /// <param name="cancellationToken">Cancelling kills the whole tree, waits for its end, then throws with this token.</param>
    /// <returns>How it ended; a failing command is a result, not an exception.</returns>
    /// <exception cref="SandboxSpecException">The spec makes no sense.</exception>
    /// <exception cref="SandboxUnavailableException">No back-end can hold what the spec asks for.</exception>
    /// <exception cref="SandboxSetupException">The sandbox could not be set up.</exception>
    /// <exception cref="SandboxCommandException">The command was not found or is not executable.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<SandboxResult> RunAsync(SandboxSpec spec, CancellationToken cancellationToken = default);

    /// <summary>Starts a command and returns when it is running.</summary>
    /// <param name="spec">What the command may see and use.</param>
    /// <param name="cancellationToken">Cancels the start only.</param>
    /// <exception cref="SandboxSpecException">The spec makes no sense.</exception>
    /// <exception cref="SandboxUnavailableException">No back-end can hold what the spec asks for.</exception>
    /// <exception cref="SandboxSetupException">The sandbox could not be set up.</exception>
    /// <exception cref="SandboxCommandException">The command was not found or is not executable.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<ISandboxProcess> StartAsync(SandboxSpec spec, CancellationToken cancellationToken = default);

    /// <summary>
    /// Sets up a sandbox ahead of its command, for a start that costs little more than that of a process without one.
    /// </summary>
    /// <param name="spec">What the command may see and use. Its own command, and where that starts, are those of a
    /// <see cref="SandboxCommand"/> that says nothing else.</param>
    /// <param name="cancellationToken">Cancels setting it up.</param>
    /// <exception cref="SandboxSpecException">The spec makes no sense.</exception>
    /// <exception cref="SandboxUnavailableException">No back-end can hold what the spec asks for.</exception>
    /// <exception cref="SandboxSetupException">The sandbox could not be set up.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<IPreparedSandbox> PrepareAsync(SandboxSpec spec, CancellationToken cancellationToken = default);

    /// <summary>Finds out what this machine can do by doing it with every back-end.</summary>
    /// <param name="spec">The spec to choose a back-end for; null: one with every default.</param>
    /// <param name="cancellationToken">Cancels the probe.</param>
    Task<SandboxProbeReport> ProbeAsync(SandboxSpec? spec = null, CancellationToken cancellationToken = default);

    /// <summary>Tells what would be done for a spec, and does none of it.</summary>
    /// <param name="spec">What the command may see and use.</param>
    /// <param name="cancellationToken">Cancels the planning.</param>
    /// <exception cref="SandboxSpecException">The spec makes no sense.</exception>
    /// <exception cref="SandboxUnavailableException">No back-end can hold what the spec asks for.</exception>
    Task<SandboxExplanation> ExplainAsync(SandboxSpec spec, CancellationToken cancellationToken = default);
}

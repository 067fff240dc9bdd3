namespace Sandbox;

/// <summary>One way to make a sandbox. Implementations are safe to use from several threads at once.</summary>
public interface ISandboxBackend
{
    /// <summary>The name it is chosen by: lower-case letters, digits and '-'.</summary>
    string Name { get; }

    /// <summary>All it could offer on the best machine. What is not in it is refused without a try.</summary>
    SandboxCapabilities Capabilities { get; }

    /// <summary>Finds out what it offers on this machine by doing it.</summary>
    Task<SandboxBackendReport> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Tells what it would do for a valid spec whose needs it offers.</summary>
    /// <exception cref="SandboxSpecException">The spec does not fit this machine's tree.</exception>
    SandboxExplanation Explain(SandboxSpec spec);

    /// <summary>Starts a command for a valid spec whose needs it offers.</summary>
    /// <exception cref="SandboxSpecException">The spec does not fit this machine's tree.</exception>
    /// <exception cref="SandboxSetupException">
    /// The sandbox could not be set up; <see cref="SandboxSetupException.IsRefusal"/> tells whether another back-end
    /// may be tried.
    /// </exception>
    /// <exception cref="SandboxCommandException">The command was not found or is not executable.</exception>
    Task<ISandboxProcess> StartAsync(SandboxSpec spec, CancellationToken cancellationToken);
}

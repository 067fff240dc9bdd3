namespace Sandbox;

/// <summary>One way to make a sandbox. Implementations are safe to use from several threads at once.</summary>
public interface ISandboxBackend
{
    /// <summary>The name it is chosen by: lower-case letters, digits and '-'.</summary>
    string Name { get; }

    /// <summary>All it could offer on the best machine. What is not in it is refused without a try.</summary>
    SandboxCapabilities Capabilities { get; }

    /// <summary>
    /// Tells what of <see cref="Capabilities"/> it offers on this machine, as far as that is known without setting up a
    /// sandbox, and why the rest is missing. By default everything: the attempt tells.
    /// </summary>
    /// <remarks>
    /// Asked before every start, so the answer is to be found once and kept. What a start would fail for half-way belongs
    /// here, such as a program that is not installed or a capability the process does not hold.
    /// </remarks>
    /// <param name="asked">
    /// What the answer is to be about. What else it offers need not be found out, and is then left out of the answer.
    /// </param>
    /// <param name="cancellationToken">Ends the search for an answer.</param>
    ValueTask<SandboxBackendReport> OfferAsync(SandboxCapabilities asked, CancellationToken cancellationToken) => new(new SandboxBackendReport
    {
        Backend = Name,
        Available = true,
        Offers = Capabilities,
    });

    /// <summary>Finds out what it offers on this machine by doing it; also before anything is degraded for it.</summary>
    Task<SandboxBackendReport> ProbeAsync(CancellationToken cancellationToken);

    /// <summary>Tells what it would do for a valid spec.</summary>
    /// <exception cref="SandboxSpecException">
    /// The spec does not fit this machine's tree; or this back-end cannot express it (<see cref="SandboxSpecException.Backend"/>).
    /// </exception>
    /// <exception cref="SandboxUnavailableException">It does not offer here what the spec needs.</exception>
    SandboxExplanation Explain(SandboxSpec spec);

    /// <summary>Starts a command for a valid spec.</summary>
    /// <remarks>
    /// What the spec needs and is not offered here is refused, never passed over. Only what no member of a spec asks for may
    /// be done without, where <see cref="SandboxSpec.AllowDegraded"/> says so: own processes and IPC, least privilege, the
    /// boundary, and the private mounts of the root. <see cref="ISandbox"/> warns of that; a back-end by itself does not.
    /// </remarks>
    /// <exception cref="SandboxSpecException">
    /// The spec does not fit this machine's tree; or this back-end cannot express it (<see cref="SandboxSpecException.Backend"/>).
    /// </exception>
    /// <exception cref="SandboxUnavailableException">It does not offer here what the spec needs.</exception>
    /// <exception cref="SandboxSetupException">
    /// The sandbox could not be set up; <see cref="SandboxSetupException.IsRefusal"/> tells whether another back-end
    /// may be tried.
    /// </exception>
    /// <exception cref="SandboxCommandException">The command was not found or is not executable.</exception>
    Task<ISandboxProcess> StartAsync(SandboxSpec spec, CancellationToken cancellationToken);

    /// <summary>Sets up a sandbox for a valid spec, which its command then starts in.</summary>
    /// <remarks>What holds of <see cref="StartAsync"/> holds of this, and of the command that is started in it.</remarks>
    /// <exception cref="SandboxSpecException">
    /// The spec does not fit this machine's tree; or this back-end cannot express it (<see cref="SandboxSpecException.Backend"/>).
    /// </exception>
    /// <exception cref="SandboxUnavailableException">It does not offer here what the spec needs.</exception>
    /// <exception cref="SandboxSetupException">
    /// The sandbox could not be set up; <see cref="SandboxSetupException.IsRefusal"/> tells whether another back-end
    /// may be tried.
    /// </exception>
    Task<IPreparedSandbox> PrepareAsync(SandboxSpec spec, CancellationToken cancellationToken);
}

using Microsoft.Extensions.Logging;
using Sandbox.Launching;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox;

/// <summary>
/// The base of a back-end on Linux: a derived class writes the plan, this one explains, probes and starts it.
/// </summary>
public abstract class LinuxSandboxBackend : ISandboxBackend
{
    private readonly Launcher _launcher;

    /// <summary>Makes the back-end.</summary>
    /// <param name="logger">Where steps and ends of runs are logged; null: nowhere.</param>
    protected LinuxSandboxBackend(ILogger? logger = null) => _launcher = new Launcher(logger);

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract SandboxCapabilities Capabilities { get; }

    /// <summary>Writes the plan for a valid spec whose needs are among <see cref="Capabilities"/>. Changes nothing.</summary>
    /// <param name="spec">What the command may see and use.</param>
    /// <param name="facts">The calling process and its machine.</param>
    /// <param name="files">The host's files.</param>
    /// <exception cref="SandboxSpecException">The spec does not fit this machine's tree.</exception>
    protected abstract LaunchPlan Plan(SandboxSpec spec, HostFacts facts, IHostFileSystem files);

    /// <inheritdoc/>
    public SandboxExplanation Explain(SandboxSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return new SandboxExplanation
        {
            Backend = Name,
            Needs = SpecRequirements.Of(spec),
            Steps = MakePlan(spec).Explain(),
        };
    }

    /// <inheritdoc/>
    public async Task<ISandboxProcess> StartAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return await _launcher.StartAsync(MakePlan(spec), spec, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public virtual async Task<SandboxBackendReport> ProbeAsync(CancellationToken cancellationToken)
    {
        var spec = SandboxSpec.For("/") with { Stdio = SandboxStdio.Discarded };
        try
        {
            var plan = MakePlan(spec) with { SetupOnly = true };
            var process = await _launcher.StartAsync(plan, spec, cancellationToken).ConfigureAwait(false);
            await using (process.ConfigureAwait(false))
            {
                await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            }

            return new SandboxBackendReport { Backend = Name, Available = true, Offers = Capabilities };
        }
        catch (Exception exception) when (exception is SandboxSetupException or SandboxSpecException)
        {
            return Refused((SandboxException)exception);
        }
    }

    private LaunchPlan MakePlan(SandboxSpec spec) => Plan(spec, HostFactsReader.Read(), HostFileSystem.Instance);

    private SandboxBackendReport Refused(SandboxException exception) => new()
    {
        Backend = Name,
        Available = false,
        Offers = SandboxCapabilities.None,
        Missing = [new() { Capabilities = Capabilities, Reason = exception.Message, Remedy = exception.Hint }],
    };
}

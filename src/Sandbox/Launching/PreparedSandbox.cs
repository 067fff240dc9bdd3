using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Scratch;

namespace Sandbox.Launching;

/// <summary>A sandbox of a back-end on Linux that waits for its command, and what it has on disk.</summary>
/// <param name="held">The sandbox, which this takes over.</param>
/// <param name="plan">The plan for the spec.</param>
/// <param name="spec">What the command may see and use.</param>
/// <param name="facts">The calling process and its machine, as the plan knows them.</param>
/// <param name="files">What the run has on disk, which this takes over; or null.</param>
internal sealed class PreparedSandbox(
    HeldSandbox held, LaunchPlan plan, SandboxSpec spec, HostFacts facts, RunFiles? files) : IPreparedSandbox
{
    private RunFiles? _files = files;

    /// <inheritdoc/>
    public string Backend => plan.Backend;

    /// <inheritdoc/>
    public bool IsReady => held.IsReady;

    /// <inheritdoc/>
    public async Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var whole = command.ApplyTo(spec);
        SpecValidator.Validate(whole);
        whole = SpecNormalizer.Normalize(whole);
        var environment = command.Environment is null ? plan.Environment : CommandEnvironment.Of(whole, facts);
        var process = await held.StartAsync(whole, command, environment, cancellationToken).ConfigureAwait(false);
        return Interlocked.Exchange(ref _files, null) is { } files ? new ScratchProcess(process, files) : process;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await held.DisposeAsync().ConfigureAwait(false);
        Interlocked.Exchange(ref _files, null)?.Abandon();
    }
}

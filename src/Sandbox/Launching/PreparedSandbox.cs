using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Scratch;
using Sandbox.Trees;

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
    // By its command, or by its disposal.
    private bool _isTaken;

    /// <inheritdoc/>
    public string Backend => plan.Backend;

    /// <inheritdoc/>
    public bool IsReady => !Volatile.Read(ref _isTaken) && held.IsReady;

    /// <inheritdoc/>
    public async Task<ISandboxProcess> StartAsync(SandboxCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        var whole = command.ApplyTo(spec);
        SpecValidator.Validate(whole);
        whole = SpecNormalizer.Normalize(whole);
        RefuseDenied(whole);
        var environment = command.Environment is null ? plan.Environment : CommandEnvironment.Of(whole, facts);
        if (Interlocked.Exchange(ref _isTaken, true))
        {
            throw new InvalidOperationException("this sandbox has got its command, or was disposed; prepare another one");
        }

        try
        {
            var process = await held.StartAsync(whole, command, environment, cancellationToken).ConfigureAwait(false);
            return files is null ? process : new ScratchProcess(process, files);
        }
        catch
        {
            files?.Abandon();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref _isTaken, true))
        {
            await held.DisposeAsync().ConfigureAwait(false);
            files?.Abandon();
        }
    }

    // The spec's own was looked at when its tree was planned.
    private void RefuseDenied(SandboxSpec whole)
    {
        if (whole.WorkingDirectory is { } directory
            && spec.Deny.FirstOrDefault(denied => TreePath.IsAtOrBelow(directory, denied.Path)) is { } over)
        {
            throw new SandboxSpecException(
                "workingDirectory", $"the command would start in {directory}, and {over.Path} is denied", "choose another working directory");
        }
    }
}

using System.Collections.Immutable;
using Sandbox.Launching;
using Sandbox.Plans;

namespace Sandbox;

/// <summary>Running a command for a program that leaves its place to it.</summary>
public sealed partial class SandboxRunner
{
    /// <summary>
    /// Executes a command's sandbox in the place of this process (execve(2)), for a program that has nothing to do
    /// afterwards: it ends with the command's exit code, with 128 and the signal's number where one ended it, and passes on
    /// the signals it gets. Where the command cannot be run, a program of the
    /// caller's choice is executed, which can do the same through <see cref="RunAsync"/> and tell what is wrong.
    /// </summary>
    /// <remarks>
    /// Returns, and has changed nothing, where this needs a process that stays: streams other than the caller's own, limits
    /// on time or that are found out afterwards, something degraded, another back-end than the preferred one, or one that has no
    /// process namespace. Other threads of this process end without notice.
    /// </remarks>
    /// <param name="spec">What the command may see and use.</param>
    /// <param name="otherwise">The absolute path of what is executed where the command cannot be run.</param>
    /// <param name="arguments">Its argv, its own name first.</param>
    /// <param name="cancellationToken">Ends the search for a back-end.</param>
    /// <exception cref="SandboxSpecException">The spec makes no sense.</exception>
    /// <exception cref="SandboxUnavailableException">A back-end that was named is not there.</exception>
    /// <exception cref="SandboxSetupException">The sandbox could not be set up.</exception>
    public async Task ReplaceProcessAsync(
        SandboxSpec spec, string otherwise, ImmutableArray<string> arguments, CancellationToken cancellationToken = default)
    {
        if (await PlanToLeaveAsync(spec, cancellationToken).ConfigureAwait(false) is { } plan)
        {
            StandInLauncher.Execute(plan, otherwise, arguments);
        }
    }

    /// <summary>
    /// Hands a command's sandbox to a monitor that waits for it, for a program that has nothing to do afterwards.
    /// </summary>
    /// <param name="spec">What the command may see and use.</param>
    /// <param name="monitor">The monitor.</param>
    /// <param name="cancellationToken">Ends the search for a back-end.</param>
    /// <returns>False, and nothing has changed, where this needs a process that stays.</returns>
    internal async Task<bool> HandOverAsync(
        SandboxSpec spec, WaitingMonitor monitor, CancellationToken cancellationToken = default)
    {
        if (await PlanToLeaveAsync(spec, cancellationToken).ConfigureAwait(false) is not { } plan)
        {
            return false;
        }

        monitor.Take(plan);
        return true;
    }

    // A plan that can be carried out without this process; null where it has to stay.
    private async Task<LaunchPlan?> PlanToLeaveAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        spec = Accept(spec);
        var search = new CandidateSearch(_catalog, _memory, _logger, spec, MayDegrade(spec));
        return await search.NextAsync(cancellationToken).ConfigureAwait(false)
                is { IsUnremarkable: true, Backend: LinuxSandboxBackend backend } candidate
            && MakePlan(backend, candidate.Spec) is { } plan
            && StandInLauncher.Serves(plan, candidate.Spec)
                ? plan
                : null;
    }

    private static LaunchPlan? MakePlan(LinuxSandboxBackend backend, SandboxSpec spec)
    {
        try
        {
            return backend.MakePlan(spec);
        }
        catch (SandboxSpecException unfit) when (unfit.Backend is not null)
        {
            // Another may be able to, and is no longer the preferred one.
            return null;
        }
    }
}

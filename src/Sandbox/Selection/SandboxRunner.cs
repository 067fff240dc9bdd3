using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sandbox.Diagnostics;
using Sandbox.Launching;
using Sandbox.Linux.Checks;
using Sandbox.Plans;

namespace Sandbox;

/// <summary>
/// The engine: validates a spec, derives what it needs, and hands it to the back-end that can hold it. Safe to use from
/// several threads at once.
/// </summary>
/// <remarks>
/// With <see cref="SandboxOptions.Auto"/>, an attempt is the probe: setting up has no lasting effect before the command
/// is executed, so the next capable back-end is tried when this machine refuses one, and the refusal is remembered as
/// long as this object lives. One that cannot express a spec is passed over for that spec. A back-end that was named is never
/// replaced by another: what it refuses is thrown as it is. Where degrading is allowed, a back-end that holds the whole spec
/// still comes before one that does not, and one that does not is probed before anything is dropped for it.
/// </remarks>
public sealed class SandboxRunner : ISandbox
{
    private readonly BackendCatalog _catalog;
    private readonly BackendMemory _memory = new();
    private readonly ILogger _logger;
    private readonly bool _allowDegraded;

    /// <summary>Makes a runner by hand; <c>AddSandbox</c> does it for a service collection.</summary>
    /// <param name="backends">The back-ends to choose from, each under a name of its own.</param>
    /// <param name="options">How to choose; null: every default.</param>
    /// <param name="logger">Where choices and ends of runs are logged; null: nowhere.</param>
    /// <exception cref="ArgumentNullException"><paramref name="backends"/> is null.</exception>
    /// <exception cref="ArgumentException">Two back-ends have the same name.</exception>
    public SandboxRunner(IEnumerable<ISandboxBackend> backends, SandboxOptions? options = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(backends);
        options ??= new SandboxOptions();
        _catalog = new BackendCatalog(backends, options);
        _allowDegraded = options.AllowDegraded;
        _logger = logger ?? NullLogger.Instance;
    }

    /// <inheritdoc/>
    public async Task<SandboxResult> RunAsync(SandboxSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        using var activity = SandboxTelemetry.StartRun(spec);
        try
        {
            var process = await StartAsync(spec, cancellationToken).ConfigureAwait(false);
            await using (process.ConfigureAwait(false))
            {
                var result = await WaitOrKillAsync(process, cancellationToken).ConfigureAwait(false);
                SandboxTelemetry.RecordEnd(activity, result);
                return result;
            }
        }
        catch (Exception exception) when (exception is SandboxException or OperationCanceledException)
        {
            SandboxTelemetry.RecordFailure(activity, exception);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<ISandboxProcess> StartAsync(SandboxSpec spec, CancellationToken cancellationToken = default) =>
        ServeAsync(spec, StartAsync, cancellationToken);

    /// <inheritdoc/>
    public Task<SandboxExplanation> ExplainAsync(SandboxSpec spec, CancellationToken cancellationToken = default) =>
        ServeAsync(spec, ExplainAsync, cancellationToken);

    /// <inheritdoc/>
    public async Task<SandboxProbeReport> ProbeAsync(
        SandboxSpec? spec = null, CancellationToken cancellationToken = default)
    {
        spec = Accept(spec ?? SandboxSpec.For("true"));
        var needs = SpecRequirements.Of(spec);
        var reports = await BackendProbe.RunAsync(_catalog.All, needs, cancellationToken).ConfigureAwait(false);
        var choice = new ProbedChoice(reports, _catalog.All);
        choice.Choose(_catalog.Eligible, spec, MayDegrade(spec));
        return new SandboxProbeReport
        {
            Backends = choice.Reports,
            Facts = HostFactList.Read(),
            Selected = choice.Backend,
            Needs = needs,
            Warnings = choice.Warnings,
        };
    }

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
                is { Warnings.IsEmpty: true, PassedOver.IsEmpty: true, Backend: LinuxSandboxBackend backend } candidate
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

    private async Task<T> ServeAsync<T>(
        SandboxSpec spec,
        Func<Candidate, SandboxCapabilities, CancellationToken, Task<T>> serve,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        spec = Accept(spec);
        var search = new CandidateSearch(_catalog, _memory, _logger, spec, MayDegrade(spec));
        while (await search.NextAsync(cancellationToken).ConfigureAwait(false) is { } candidate)
        {
            try
            {
                return await serve(candidate, search.Needs, cancellationToken).ConfigureAwait(false);
            }
            catch (SandboxSetupException refusal) when (refusal.IsRefusal && _catalog.IsAuto)
            {
                search.Refuse(candidate, refusal);
            }
            catch (SandboxSpecException unfit) when (unfit.Backend is not null && _catalog.IsAuto)
            {
                search.PassOver(candidate, unfit);
            }
            catch (SandboxUnavailableException lacking) when (_catalog.IsAuto)
            {
                search.PassOver(candidate, lacking);
            }
        }

        throw await search.FailAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ISandboxProcess> StartAsync(
        Candidate candidate, SandboxCapabilities needs, CancellationToken cancellationToken)
    {
        _logger.Starting(candidate.Spec.FileName, candidate.Backend.Name, needs);
        foreach (var warning in candidate.Warnings)
        {
            _logger.Degraded(warning.Member, warning.Value, warning.Backend, warning.Fallback);
        }

        var process = await candidate.Backend.StartAsync(candidate.Spec, cancellationToken).ConfigureAwait(false);
        return candidate is { Warnings.IsEmpty: true, PassedOver.IsEmpty: true }
            ? process
            : new SelectedProcess(process, candidate);
    }

    private static Task<SandboxExplanation> ExplainAsync(
        Candidate candidate, SandboxCapabilities needs, CancellationToken cancellationToken)
    {
        var explanation = candidate.Backend.Explain(candidate.Spec);
        return Task.FromResult(explanation with { Needs = needs, Warnings = [.. candidate.Warnings, .. explanation.Warnings] });
    }

    private bool MayDegrade(SandboxSpec spec) => spec.AllowDegraded ?? _allowDegraded;

    private static SandboxSpec Accept(SandboxSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        SpecValidator.Validate(spec);
        return SpecNormalizer.Normalize(spec);
    }

    private static async Task<SandboxResult> WaitOrKillAsync(
        ISandboxProcess process, CancellationToken cancellationToken)
    {
        try
        {
            return await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            process.Kill();
        }

        try
        {
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (SandboxException)
        {
            // The caller asked for the end; how it ended no longer matters to them.
        }

        throw new OperationCanceledException("the run was cancelled and its processes killed", cancellationToken);
    }
}

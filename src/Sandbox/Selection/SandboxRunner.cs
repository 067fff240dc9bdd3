using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sandbox.Diagnostics;
using Sandbox.Linux.Checks;

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
public sealed partial class SandboxRunner : ISandbox
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
    public Task<SandboxResult> RunAsync(SandboxSpec spec, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return RunToEnd.RunAsync(spec, () => StartAsync(spec, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ISandboxProcess> StartAsync(SandboxSpec spec, CancellationToken cancellationToken = default) =>
        ServeAsync(spec, StartAsync, cancellationToken);

    /// <inheritdoc/>
    public Task<IPreparedSandbox> PrepareAsync(SandboxSpec spec, CancellationToken cancellationToken = default) =>
        ServeAsync(spec, PrepareAsync, cancellationToken);

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
        Log(candidate, needs);
        var process = await candidate.Backend.StartAsync(candidate.Spec, cancellationToken).ConfigureAwait(false);
        return candidate.IsUnremarkable ? process : new SelectedProcess(process, candidate);
    }

    private async Task<IPreparedSandbox> PrepareAsync(
        Candidate candidate, SandboxCapabilities needs, CancellationToken cancellationToken)
    {
        Log(candidate, needs);
        var sandbox = await candidate.Backend.PrepareAsync(candidate.Spec, cancellationToken).ConfigureAwait(false);
        return candidate.IsUnremarkable ? sandbox : new SelectedSandbox(sandbox, candidate);
    }

    private void Log(Candidate candidate, SandboxCapabilities needs)
    {
        _logger.Starting(candidate.Spec.FileName, candidate.Backend.Name, needs);
        foreach (var warning in candidate.Warnings)
        {
            _logger.Degraded(warning.Member, warning.Value, warning.Backend, warning.Fallback);
        }
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
}

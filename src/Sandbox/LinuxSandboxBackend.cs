using Microsoft.Extensions.Logging;
using Sandbox.Launching;
using Sandbox.Linux;
using Sandbox.Linux.Cgroups;
using Sandbox.Plans;
using Sandbox.Scratch;
using Sandbox.Trees;

namespace Sandbox;

/// <summary>
/// The base of a back-end on Linux: a derived class writes the plan, this one explains, probes and starts it.
/// </summary>
public abstract partial class LinuxSandboxBackend : ISandboxBackend
{
    private readonly Launcher _launcher;
    private SandboxBackendReport? _everything;

    /// <summary>Makes the back-end.</summary>
    /// <param name="logger">Where steps and ends of runs are logged; null: nowhere.</param>
    protected LinuxSandboxBackend(ILogger? logger = null) => _launcher = new Launcher(logger);

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract SandboxCapabilities Capabilities { get; }

    /// <summary>Writes the plan for a valid spec that asks for nothing but what was offered. Changes nothing.</summary>
    /// <param name="spec">What the command may see and use.</param>
    /// <param name="facts">The calling process and its machine.</param>
    /// <param name="files">The host's files.</param>
    /// <exception cref="SandboxSpecException">The spec does not fit this machine's tree.</exception>
    protected abstract LaunchPlan Plan(SandboxSpec spec, HostFacts facts, IHostFileSystem files);

    /// <inheritdoc/>
    public SandboxExplanation Explain(SandboxSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Require(spec, OfferAsync(SpecRequirements.Of(spec), CancellationToken.None).AsTask().GetAwaiter().GetResult());
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
        Require(spec, await SettleOfferAsync(SpecRequirements.Of(spec), cancellationToken).ConfigureAwait(false));
        return await LaunchAsync(spec, setupOnly: false, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async Task<IPreparedSandbox> PrepareAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Require(spec, await SettleOfferAsync(SpecRequirements.Of(spec), cancellationToken).ConfigureAwait(false));
        var files = RunFiles.AreNeeded(spec) ? RunFiles.Create(spec) : null;
        try
        {
            // The command may have other streams than the spec, and then the caller's terminal is none of its business.
            var facts = ReadFacts(spec, files?.Path) with { Terminal = null };
            var plan = MakePlan(spec, facts);
            files?.Prepare(plan);
            var held = await _launcher.PrepareAsync(plan, spec, cancellationToken).ConfigureAwait(false);
            return new PreparedSandbox(held, plan, spec, facts, files);
        }
        catch
        {
            files?.Abandon();
            throw;
        }
    }

    /// <inheritdoc/>
    public virtual ValueTask<SandboxBackendReport> OfferAsync(SandboxCapabilities asked, CancellationToken cancellationToken) =>
        new(HeldHere(_everything ??= new SandboxBackendReport { Backend = Name, Available = true, Offers = Capabilities }, asked));

    /// <summary>
    /// What is offered, for a command that is about to be started: where <see cref="OfferAsync"/> has to guess, this may find
    /// out by setting up a sandbox. Default: the same.
    /// </summary>
    /// <param name="asked">What the answer is to be about.</param>
    /// <param name="cancellationToken">Ends finding out.</param>
    protected virtual ValueTask<SandboxBackendReport> SettleOfferAsync(
        SandboxCapabilities asked, CancellationToken cancellationToken) => OfferAsync(asked, cancellationToken);

    /// <summary>
    /// Whether the kernel limits the processes of this user in each user namespace apart (RLIMIT_NPROC, Linux 5.14). It
    /// exempts the host's root.
    /// </summary>
    protected static bool LimitsProcessesByNamespace => NamespaceProcessLimit.IsHeld.Value;

    /// <summary>What of a limit on a whole tree it holds on this machine without a control group. Default: nothing.</summary>
    protected virtual SandboxCapabilities HeldWithoutGroup => SandboxCapabilities.None;

    /// <summary>Takes from an offer what this machine's control groups do not let the engine hold, and says why.</summary>
    /// <param name="offer">What the back-end offers where all of them are to be had.</param>
    /// <param name="asked">What the answer is to be about: where it is about no group, none is looked at.</param>
    protected SandboxBackendReport HeldHere(SandboxBackendReport offer, SandboxCapabilities asked)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return (asked & CgroupOffer.HeldByGroups) == SandboxCapabilities.None
            ? offer with { Offers = offer.Offers & ~CgroupOffer.HeldByGroups }
            : CgroupOffer.Narrow(offer, CgroupSituation.Current, HeldWithoutGroup);
    }

    // Nothing is made for a plan that is only looked at: its scratch directory has the name of none.
    internal LaunchPlan MakePlan(SandboxSpec spec) => MakePlan(
        spec, ReadFacts(spec, RunFiles.AreNeeded(spec) ? TreePath.Join(ResolvedParentOf(spec), "run-sandbox-…") : null));

    private static string ResolvedParentOf(SandboxSpec spec) =>
        SandboxTree.OfHost(HostFileSystem.Instance).Find(ScratchDirectory.ParentOf(spec.ScratchDirectory)).Path;

    private static HostFacts ReadFacts(SandboxSpec spec, string? scratchPath) =>
        HostFactsReader.Read(spec) with { ScratchPath = scratchPath, ScratchParentPath = ScratchParent.Default };

    private LaunchPlan MakePlan(SandboxSpec spec, HostFacts facts)
    {
        var plan = Plan(spec, facts, HostFileSystem.Instance);

        // Streams are the same in every back-end, also in one whose plan is not made by LaunchPlan.Of.
        return plan with { Setup = plan.Setup.AddRange(OrderOutputsStep.For(spec)) };
    }

    private async Task<ISandboxProcess> LaunchAsync(SandboxSpec spec, bool setupOnly, CancellationToken cancellationToken)
    {
        var files = RunFiles.AreNeeded(spec) ? RunFiles.Create(spec) : null;
        try
        {
            var plan = MakePlan(spec, ReadFacts(spec, files?.Path)) with { SetupOnly = setupOnly };
            files?.Prepare(plan);
            var process = await _launcher.StartAsync(plan, spec, cancellationToken).ConfigureAwait(false);
            return files is null ? process : new ScratchProcess(process, files);
        }
        catch
        {
            files?.Abandon();
            throw;
        }
    }

    // Also whoever starts a back-end by itself gets what the spec says, or nothing.
    private static void Require(SandboxSpec spec, SandboxBackendReport offer)
    {
        var lacking = SpecRequirements.Enforced(spec) & ~offer.Offers;
        if (offer.Available && lacking == SandboxCapabilities.None)
        {
            return;
        }

        var isWaivable = offer.Available && (SpecRequirements.Enforced(spec with { AllowDegraded = true }) & ~offer.Offers) == SandboxCapabilities.None;
        throw new SandboxUnavailableException(
            SpecRequirements.Of(spec), [BackendReports.Lacking(offer, lacking)],
            isWaivable ? "allow degrading (--allow-degraded, 'allowDegraded') to do without" : null);
    }
}

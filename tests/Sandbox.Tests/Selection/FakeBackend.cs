namespace Sandbox.Tests.Selection;

/// <summary>A back-end that runs nothing: it does what it is told and remembers how often it was asked.</summary>
internal sealed class FakeBackend(string name, SandboxCapabilities capabilities = FakeBackend.Everything) : ISandboxBackend
{
    public const SandboxCapabilities Everything = (SandboxCapabilities)((1UL << 35) - 1)
        | SandboxCapabilities.LoopbackAddresses | SandboxCapabilities.FakeChown | SandboxCapabilities.HermeticRoot
        | SandboxCapabilities.EphemeralRoot | SandboxCapabilities.FileTransfer | SandboxCapabilities.Outputs
        | SandboxCapabilities.TmpfsSize | SandboxCapabilities.KernelMounts;

    public string Name => name;

    public SandboxCapabilities Capabilities { get; } = capabilities;

    /// <summary>What it says it offers on this machine.</summary>
    public SandboxCapabilities OffersHere { get; init; } = capabilities;

    /// <summary>Why the rest of <see cref="Capabilities"/> is missing here; null: it does not say.</summary>
    public string? OfferReason { get; init; }

    /// <summary>Whether it can run anything here.</summary>
    public bool Available { get; init; } = true;

    /// <summary>What starting throws; null: it starts.</summary>
    public Exception? StartFailure { get; init; }

    /// <summary>What probing throws; null: everything works.</summary>
    public Exception? ProbeFailure { get; init; }

    /// <summary>What probing finds; null: what it says it offers.</summary>
    public SandboxBackendReport? Probed { get; init; }

    /// <summary>What explaining throws; null: it explains.</summary>
    public Exception? ExplainFailure { get; init; }

    public int Probes { get; private set; }

    public FakeProcess Process { get; init; } = new();

    public int Starts { get; private set; }

    public SandboxSpec? LastSpec { get; private set; }

    public ValueTask<SandboxBackendReport> OfferAsync(SandboxCapabilities asked, CancellationToken cancellationToken) => new(new SandboxBackendReport
    {
        Backend = name,
        Available = Available,
        Offers = OffersHere,
        Missing = OfferReason is null
            ? []
            : [new() { Capabilities = Capabilities & ~OffersHere, Reason = OfferReason, Remedy = "install a newer one" }],
    });

    public async Task<SandboxBackendReport> ProbeAsync(CancellationToken cancellationToken)
    {
        Probes++;
        return ProbeFailure is { } failure ? throw failure : Probed ?? await OfferAsync(Capabilities, cancellationToken);
    }

    public SandboxExplanation Explain(SandboxSpec spec) => ExplainFailure is { } failure ? throw failure : new SandboxExplanation
    {
        Backend = name,
        Needs = SpecRequirements.Of(spec),
        Steps = [new SandboxExplanationStep("init", "mount", spec.FileName)],
    };

    public Task<ISandboxProcess> StartAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        Starts++;
        LastSpec = spec;
        return StartFailure is { } failure ? throw failure : Task.FromResult<ISandboxProcess>(Process);
    }

    public Task<IPreparedSandbox> PrepareAsync(SandboxSpec spec, CancellationToken cancellationToken)
    {
        LastSpec = spec;
        return StartFailure is { } failure ? throw failure : Task.FromResult<IPreparedSandbox>(new FakePreparedSandbox(name, Process));
    }

    /// <summary>What a probe finds where the machine does not let it run anything.</summary>
    public static SandboxBackendReport Refused(string name, bool isPassing = false) =>
        BackendReports.Unusable(name, Everything, "the kernel says EPERM", "switch it on") with { IsPassing = isPassing };

    /// <summary>What a back-end says that has no words for something in the spec.</summary>
    public static SandboxSpecException Unfit(string name) =>
        new("identity.userId", "is above its largest number", "choose a smaller one") { Backend = name };

    public static SandboxSetupException Refusal(int? errno = 1) =>
        new("could not make namespaces: EPERM", "switch them on") { Errno = errno, IsRefusal = true };
}

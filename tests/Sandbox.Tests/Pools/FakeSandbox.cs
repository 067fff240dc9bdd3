using Sandbox.Tests.Selection;

namespace Sandbox.Tests.Pools;

/// <summary>Prepares sandboxes that are none, when the test says so.</summary>
internal sealed class FakeSandbox : ISandbox
{
    private readonly Lock _gate = new();
    private readonly List<FakePreparedSandbox> _made = [];
    private int _asked;

    /// <summary>What preparing waits for; null: nothing.</summary>
    public Task? Gate { get; set; }

    /// <summary>What preparing throws; null: it prepares.</summary>
    public Exception? Failure { get; set; }

    /// <summary>All that were prepared, in order.</summary>
    public IReadOnlyList<FakePreparedSandbox> Made
    {
        get
        {
            lock (_gate)
            {
                return [.. _made];
            }
        }
    }

    /// <summary>How often it was asked to prepare one.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public async Task<IPreparedSandbox> PrepareAsync(SandboxSpec spec, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _asked);
        if (Gate is { } gate)
        {
            await gate.WaitAsync(cancellationToken);
        }

        if (Failure is { } failure)
        {
            throw failure;
        }

        var sandbox = new FakePreparedSandbox("fake", FakeProcess.Ended(0));
        lock (_gate)
        {
            _made.Add(sandbox);
        }

        return sandbox;
    }

    public Task<SandboxResult> RunAsync(SandboxSpec spec, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ISandboxProcess> StartAsync(SandboxSpec spec, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<SandboxProbeReport> ProbeAsync(SandboxSpec? spec = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<SandboxExplanation> ExplainAsync(SandboxSpec spec, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();
}

using BenchmarkDotNet.Attributes;
using Sandbox.Backends.Namespaces;

namespace Sandbox.Benchmarks;

/// <summary>From a spec to the end of a command that does nothing.</summary>
[MemoryDiagnoser]
public class StartBenchmarks : IAsyncDisposable
{
    private const int AtOnce = 64;

    private readonly SandboxRunner _runner = new([new NamespacesBackend()]);
    private readonly SandboxSpec _spec = SandboxSpec.For("/bin/true") with { Stdio = SandboxStdio.Discarded };
    private readonly SandboxCommand _command = SandboxCommand.For("/bin/true");
    private SandboxPool? _pool;

    [GlobalSetup(Target = nameof(WarmStart))]
    public void MakePool() => _pool = new SandboxPool(_runner, _spec, AtOnce);

    [GlobalCleanup(Target = nameof(WarmStart))]
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await (_pool?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>One invocation an iteration, which finds all of them ready.</summary>
    [IterationSetup(Target = nameof(WarmStart))]
    public void FillPool() => _pool!.FillAsync().GetAwaiter().GetResult();

    [Benchmark(Baseline = true)]
    public async Task<SandboxResult> ColdStart() => (await _runner.RunAsync(_spec)).EnsureSuccess();

    [Benchmark]
    public async Task<SandboxResult> WarmStart() => (await _pool!.RunAsync(_command)).EnsureSuccess();

    [Benchmark(OperationsPerInvoke = AtOnce)]
    public Task Concurrent64() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => _runner.RunAsync(_spec)));
}

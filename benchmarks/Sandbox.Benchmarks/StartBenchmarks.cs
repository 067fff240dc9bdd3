using BenchmarkDotNet.Attributes;
using Sandbox.Backends.Namespaces;

namespace Sandbox.Benchmarks;

/// <summary>From a spec to the end of a command that does nothing.</summary>
[MemoryDiagnoser]
public class StartBenchmarks
{
    private const int AtOnce = 64;

    private readonly SandboxRunner _runner = new([new NamespacesBackend()]);
    private readonly SandboxSpec _spec = SandboxSpec.For("/bin/true") with { Stdio = SandboxStdio.Discarded };

    [Benchmark(Baseline = true)]
    public async Task<SandboxResult> ColdStart() => (await _runner.RunAsync(_spec)).EnsureSuccess();

    [Benchmark(OperationsPerInvoke = AtOnce)]
    public Task Concurrent64() => Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => _runner.RunAsync(_spec)));
}

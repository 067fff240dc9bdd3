using BenchmarkDotNet.Attributes;
using Sandbox.Backends.Namespaces;
using Sandbox.Plans;

namespace Sandbox.Benchmarks;

/// <summary>From a spec to the bytes that sandbox-init reads, by the number of mounts.</summary>
[MemoryDiagnoser]
public class PlanBenchmarks
{
    private readonly NamespacesBackend _backend = new();
    private SandboxSpec _spec = null!;
    private LaunchPlan _plan = null!;

    [Params(0, 100, 1000, 10000)]
    public int Mounts { get; set; }

    [GlobalSetup]
    public void MakeSpec()
    {
        _spec = SandboxSpec.For("/bin/true") with
        {
            Mounts = [.. Enumerable.Range(0, Mounts).Select(i => SandboxMount.ReadOnlyBind("/usr/share", $"/tmp/binds/{i}"))],
        };
        _plan = _backend.MakePlan(_spec);
    }

    [Benchmark]
    public LaunchPlan SpecToPlan() => _backend.MakePlan(_spec);

    [Benchmark]
    public byte[] PlanToBytes() => PlanEncoder.Encode(_plan);
}

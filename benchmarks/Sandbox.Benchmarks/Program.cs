using BenchmarkDotNet.Running;
using Sandbox.Benchmarks;

// "measure": a resident host for eng/bench.sh, which compares it with other programs. Otherwise BenchmarkDotNet's own line.
return args is ["measure", ..] ? await ResidentHost.RunAsync() : RunBenchmarks(args);

static int RunBenchmarks(string[] args)
{
    BenchmarkSwitcher.FromAssembly(typeof(ResidentHost).Assembly).Run(args);
    return 0;
}

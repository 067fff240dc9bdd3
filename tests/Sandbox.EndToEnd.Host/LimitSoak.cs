using System.Runtime.InteropServices;

namespace Sandbox.EndToEnd.Host;

/// <summary>Many runs, several at a time, that each reach one limit or another.</summary>
/// <param name="sandbox">What runs them.</param>
/// <param name="directory">Where they work and have what they throw away.</param>
/// <param name="group">A control group for those that are to have one, or null.</param>
internal sealed partial class LimitSoak(ISandbox sandbox, string directory, string? group)
{
    private const int AtOnce = 4;
    private const int PrSetChildSubreaper = 36;

    // Those that use up processor time take a second each.
    private const int ComputingEvery = 100;

    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    private readonly bool _hasControllers = group is not null && Controllers(group).Contains("memory") && Controllers(group).Contains("pids");
    private int _wrong;

    /// <summary>Runs so many and tells how many ended otherwise than they had to, and what this process holds before and after.</summary>
    public async Task<int> RunAsync(int count)
    {
        // Whatever a run leaves behind becomes a child of this process, and stays one.
        if (prctl(PrSetChildSubreaper, 1, 0, 0, 0) != 0)
        {
            throw new InvalidOperationException($"prctl: error {Marshal.GetLastPInvokeError()}");
        }

        // What is made once: the thread pool's and the socket engine's own.
        await RunFromAsync(0, ComputingEvery + 2);
        await Holdings.PrintAsync("before");
        await RunFromAsync(ComputingEvery + 2, count);
        await Holdings.PrintAsync("after");
        Holdings.Print("wrong", _wrong);
        Holdings.Print("with-controllers", _hasControllers ? 1 : 0);
        return 0;
    }

    private Task RunFromAsync(int first, int count) =>
        Parallel.ForAsync(first, first + count, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, cancellationToken) =>
        {
            var (expected, script, limits) = Choose(number);
            var result = await sandbox.RunAsync(Spec(number, script, limits), cancellationToken);
            if (result.Status != expected)
            {
                Interlocked.Increment(ref _wrong);
                await Console.Error.WriteLineAsync($"run {number}: {result}, expected {expected}: {result.StandardErrorText}");
            }
        });

    private (SandboxStatus Expected, string Script, SandboxLimits Limits) Choose(int number) =>
        (number % ComputingEvery == 1 ? -1 : number % (_hasControllers ? 6 : 4)) switch
        {
            -1 => (SandboxStatus.CpuTimeExceeded, "while :; do :; done", new() { CpuTime = TimeSpan.FromSeconds(1) }),
            0 => (SandboxStatus.OutputExceeded, "echo made 2>&- >../made; yes", new() { Output = 10 }),
            1 => (SandboxStatus.FileSizeExceeded, "exec head -c 10000 /dev/zero > file", new() { FileSize = 100 }),
            2 => (SandboxStatus.WallTimeExceeded, "sleep 1000", new() { WallTime = Soon }),
            3 => (SandboxStatus.WallTimeExceeded, "trap '' TERM; setsid sleep 1000; sleep 1000", new() { WallTime = Soon, KillAfter = Soon }),
            4 => (SandboxStatus.MemoryExceeded, "dd if=/dev/zero of=/dev/null bs=100M count=1", new() { Memory = 32L << 20 }),
            _ => (SandboxStatus.ProcessesExceeded, "for n in 1 2 3 4 5 6 7 8; do sleep 1000 & done; wait", new() { Processes = 5 }),
        };

    private SandboxSpec Spec(int number, string script, SandboxLimits limits) => SandboxSpec.For("sh", "-c", script) with
    {
        Root = new ReadOnlyHostRoot { Ephemeral = number % 8 == 0 },
        ScratchDirectory = $"{directory}/scratch",
        Mounts = [SandboxMount.Bind($"{directory}/work")],
        WorkingDirectory = $"{directory}/work",
        Stdio = SandboxStdio.Captured,
        Limits = limits,
        Cgroup = group is not null && (number % 2 == 0 || limits is not { Memory: null, Processes: null }) ? new() { Parent = group } : null,
    };

    private static string[] Controllers(string group) => File.ReadAllText($"{group}/cgroup.controllers").Split([' ', '\n']);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int option, ulong value, ulong second, ulong third, ulong fourth);
}

using Sandbox.Backends.Namespaces;

namespace Sandbox.EndToEnd.Tests.Limits;

/// <summary>A thousand runs that each reach a limit, several at a time: each is told right, and nothing of them stays.</summary>
public sealed class SoakTests
{
    private const int Runs = 1000;
    private const int AtOnce = 4;

    // Those that use up processor time take a second each.
    private const int ComputingEvery = 100;

    private readonly SandboxRunner _sandbox = new([new NamespacesBackend()]);

    [Test]
    public async Task A_thousand_runs_that_reach_a_limit_leave_nothing()
    {
        using var directory = new TemporaryDirectory();
        using var group = TestGroup.TryMake();
        await RunAsync(0, directory.Path, group?.Path);
        var descriptors = Descriptors();

        var wrong = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForAsync(0, Runs, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            var (expected, result) = await RunAsync(number, directory.Path, group?.Path);
            if (result.Status != expected)
            {
                wrong.Add($"{number}: {result}, expected {expected}");
            }
        });

        Assert.That(wrong, Is.Empty);
        Assert.That(Children(), Is.Empty, "processes are left");
        Assert.That(Directory.GetFileSystemEntries(directory.Path).Select(Path.GetFileName), Is.EqualTo(["file"]));
        Assert.That(group?.Groups ?? [], Is.Empty);

        // The runtime may have opened some of its own meanwhile; a leak would be by the hundred.
        Assert.That(Descriptors(), Is.LessThan(descriptors + (Runs / 20)));
    }

    private async Task<(SandboxStatus Expected, SandboxResult Result)> RunAsync(int number, string directory, string? group)
    {
        var soon = TimeSpan.FromMilliseconds(20);
        var (expected, script, limits) = (number % ComputingEvery == 1 ? -1 : number % 4) switch
        {
            -1 => (SandboxStatus.CpuTimeExceeded, "while :; do :; done", new SandboxLimits { CpuTime = TimeSpan.FromSeconds(1) }),
            0 => (SandboxStatus.OutputExceeded, "yes", new SandboxLimits { Output = 10 }),
            1 => (SandboxStatus.FileSizeExceeded, "exec head -c 10000 /dev/zero > file", new SandboxLimits { FileSize = 100 }),
            2 => (SandboxStatus.WallTimeExceeded, "sleep 1000", new SandboxLimits { WallTime = soon }),
            _ => (SandboxStatus.WallTimeExceeded, "trap '' TERM; sleep 1000; sleep 1000", new SandboxLimits { WallTime = soon, KillAfter = soon }),
        };
        var result = await _sandbox.RunAsync(SandboxSpec.For("sh", "-c", script) with
        {
            Root = new ReadOnlyHostRoot(),
            Mounts = [SandboxMount.Bind(directory)],
            WorkingDirectory = directory,
            Stdio = SandboxStdio.Captured,
            Limits = limits,
            Cgroup = group is not null && number % 2 == 0 ? new() { Parent = group } : null,
        });
        return (expected, result);
    }

    private static int Descriptors() => Directory.GetFileSystemEntries("/proc/self/fd").Length;

    private static IEnumerable<string> Children() =>
        Directory.GetDirectories($"/proc/{Environment.ProcessId}/task")
            .Select(task => $"{task}/children")
            .SelectMany(file => File.Exists(file) ? File.ReadAllText(file).Split(' ', StringSplitOptions.RemoveEmptyEntries) : [])
            .Where(pid => NameOf(pid) == "sandbox-init");

    private static string NameOf(string pid)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/comm").Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }
}

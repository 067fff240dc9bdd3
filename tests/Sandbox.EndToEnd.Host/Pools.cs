using System.Globalization;
using System.Runtime.InteropServices;

namespace Sandbox.EndToEnd.Host;

/// <summary>Pools of sandboxes, and what they leave. Each prints figures, one line NAME=NUMBER for each.</summary>
internal static class Pools
{
    private const int SIGKILL = 9;
    private const int SIGSTOP = 19;

    private static readonly SandboxSpec Spec = SandboxSpec.For("/bin/true") with { Stdio = SandboxStdio.Captured };

    /// <summary>Fills a pool and takes it down.</summary>
    public static Task<int> LeaveUnusedAsync(ISandbox sandbox, int size) => CountAsync(sandbox, async () =>
    {
        await using var pool = new SandboxPool(sandbox, Spec, size);
        await pool.FillAsync();
        Holdings.Print("waiting", Inits().Count());
    });

    /// <summary>Kills all that wait, and runs commands.</summary>
    public static Task<int> KillAsync(ISandbox sandbox, int size) => CountAsync(sandbox, async () =>
    {
        await using var pool = new SandboxPool(sandbox, Spec, size);
        await pool.FillAsync();
        var inits = Inits().ToList();
        foreach (var init in inits)
        {
            _ = kill(init, SIGKILL);
        }

        // Monitors are zombies then; an init whose monitor has died before it is another's child.
        while (inits.Any(init => Read(init) is { State: not 'Z' }))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        Holdings.Print("succeeded", await RunAsync(pool, 20));
    });

    /// <summary>Stops all that wait, so that they read nothing, and takes the pool down.</summary>
    public static Task<int> StopAsync(ISandbox sandbox, int size) => CountAsync(sandbox, async () =>
    {
        await using var pool = new SandboxPool(sandbox, Spec, size);
        await pool.FillAsync();
        Holdings.Print("stopped", StopInits());
    });

    /// <summary>Stops one that waits, so that it does not read its command, and cancels the start of that.</summary>
    public static Task<int> StopAtStartAsync(ISandbox sandbox) => CountAsync(sandbox, async () =>
    {
        await using var prepared = await sandbox.PrepareAsync(Spec);
        Holdings.Print("stopped", StopInits());
        using var cancellation = new CancellationTokenSource();
        var start = prepared.StartAsync(SandboxCommand.Of(Spec), cancellation.Token);
        await cancellation.CancelAsync();
        await ((Task)start).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Holdings.Print("cancelled", start.IsCanceled ? 1 : 0);
    });

    /// <summary>Runs a hundred commands at once.</summary>
    public static Task<int> CrowdAsync(ISandbox sandbox, int size) => CountAsync(sandbox, async () =>
    {
        await using var pool = new SandboxPool(sandbox, Spec, size);
        Holdings.Print("succeeded", await RunAsync(pool, 100));
    });

    /// <summary>Fills a pool and does not end by itself.</summary>
    public static async Task<int> HoldAsync(ISandbox sandbox, int size)
    {
        await using var pool = new SandboxPool(sandbox, Spec, size);
        await pool.FillAsync();
        Console.WriteLine("ready");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        return 0;
    }

    /// <summary>Looks for the terminal's name, in a sandbox made for a command with it and in one that was prepared.</summary>
    public static async Task<int> ShowTerminalAsync(ISandbox sandbox)
    {
        var spec = SandboxSpec.For("sh", "-c", "ls /dev/console 2>/dev/null || echo none");
        var cold = await sandbox.RunAsync(spec with { Stdio = spec.Stdio with { Output = SandboxOutput.Capture() } });
        await using var prepared = await sandbox.PrepareAsync(spec);
        await using var process = await prepared.StartAsync(SandboxCommand.Of(spec) with { Stdio = SandboxStdio.Captured });
        var result = await process.WaitForExitAsync();
        Console.WriteLine($"cold: {cold.StandardOutputText.Trim()}");
        Console.WriteLine($"prepared: {result.StandardOutputText.Trim()}");
        return 0;
    }

    private static async Task<int> CountAsync(ISandbox sandbox, Func<Task> run)
    {
        // What is made once.
        await using (var pool = new SandboxPool(sandbox, Spec, 2))
        {
            await RunAsync(pool, 20);
        }

        await Holdings.PrintAsync("before");
        await run();
        await Holdings.PrintAsync("after");
        return 0;
    }

    private static async Task<int> RunAsync(SandboxPool pool, int count)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => pool.RunAsync(SandboxCommand.Of(Spec))));
        return results.Count(result => result.IsSuccess);
    }

    // System.Diagnostics.Process would open descriptors of its own.
    [DllImport("libc")]
    private static extern int kill(int process, int signal);

    private static int StopInits() =>
        Inits().Where(id => Read(id)?.Parent != Environment.ProcessId).Count(init => kill(init, SIGSTOP) == 0);

    // Alive, and below this process.
    private static IEnumerable<int> Inits()
    {
        var parents = new Dictionary<int, (int Parent, char State)>();
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) && Read(id) is { } status)
            {
                parents[id] = status;
            }
        }

        return parents.Where(process => process.Value.State != 'Z' && IsBelow(process.Key)).Select(process => process.Key);

        bool IsBelow(int id) => parents.TryGetValue(id, out var status)
            && (status.Parent == Environment.ProcessId || IsBelow(status.Parent));
    }

    private static (int Parent, char State)? Read(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), fields[0][0]);
        }
        catch (IOException)
        {
            // It has ended in between.
            return null;
        }
    }
}

using System.Diagnostics;

namespace Sandbox.EndToEnd.Host;

/// <summary>Many sandboxes, and what they cost their host. Each prints figures, one line NAME=NUMBER for each.</summary>
internal static class Crowd
{
    private const int ExitCode = 42;

    /// <summary>Runs a number of sandboxes at the same time, from a host with a heap of so many megabytes.</summary>
    public static async Task<int> RunAtOnceAsync(ISandbox sandbox, int count, int megabytes)
    {
        var heap = Enumerable.Range(0, megabytes).Select(_ => Filled(1024 * 1024)).ToArray();
        var runs = Enumerable.Range(0, count).Select(_ => sandbox.RunAsync(Exit(SandboxStdio.Captured)));

        var results = await Task.WhenAll(runs);

        Holdings.Print("succeeded", results.Count(result => result.ExitCode == ExitCode && result.StandardOutputText == "out\n"));
        Holdings.Print("resident", Environment.WorkingSet / 1024 / 1024);
        GC.KeepAlive(heap);
        return 0;
    }

    /// <summary>Counts this process's threads with a number of sandboxes asleep, and with twice as many.</summary>
    public static async Task<int> CountThreadsAsync(ISandbox sandbox, int count)
    {
        var sleepers = new List<ISandboxProcess>();
        await AddAsync(1);
        Holdings.Print("threads-with-one", Holdings.Threads);
        await AddAsync(count - 1);
        Holdings.Print("threads-with-all", Holdings.Threads);
        await AddAsync(count);
        Holdings.Print("threads-with-twice-as-many", Holdings.Threads);
        foreach (var sleeper in sleepers)
        {
            await sleeper.DisposeAsync();
        }

        return 0;

        async Task AddAsync(int number)
        {
            for (var i = 0; i < number; i++)
            {
                sleepers.Add(await sandbox.StartAsync(SandboxSpec.For("sleep", "1000") with { Stdio = SandboxStdio.Captured }));
            }
        }
    }

    /// <summary>Tells what this process holds before and after a number of runs.</summary>
    public static async Task<int> CountHoldingsAsync(ISandbox sandbox, int count)
    {
        // What is made once: the thread pool's and the socket engine's own.
        await RunAsync(sandbox, 500);
        await Holdings.PrintAsync("before");
        var watch = Stopwatch.StartNew();
        await RunAsync(sandbox, count);
        Holdings.Print("seconds", (long)watch.Elapsed.TotalSeconds);
        await Holdings.PrintAsync("after");
        return 0;
    }

    /// <summary>The cheapest sandboxes there are, with pipes for their outputs.</summary>
    private static Task RunAsync(ISandbox sandbox, int count)
    {
        var spec = Exit(SandboxStdio.Captured) with { Root = SandboxRoot.Host, Network = SandboxNetwork.Host };
        var options = new ParallelOptions { MaxDegreeOfParallelism = 2 * Environment.ProcessorCount };
        return Parallel.ForAsync(0, count, options, async (_, cancellationToken) =>
        {
            var result = await sandbox.RunAsync(spec, cancellationToken);
            if (result.ExitCode != ExitCode || result.StandardOutputText != "out\n")
            {
                throw new InvalidOperationException($"a run ended otherwise: {result} '{result.StandardErrorText}'");
            }
        });
    }

    private static SandboxSpec Exit(SandboxStdio stdio) =>
        SandboxSpec.For("/bin/sh", "-c", $"echo out; exit {ExitCode}") with { Stdio = stdio };

    private static byte[] Filled(int length)
    {
        var bytes = new byte[length];
        bytes.AsSpan().Fill(1);
        return bytes;
    }
}

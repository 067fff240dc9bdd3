using System.Diagnostics;
using System.Globalization;
using Sandbox.Backends.Namespaces;

namespace Sandbox.Benchmarks;

/// <summary>
/// A host that runs sandboxes on request, one request a line on standard input, an answer a line on standard output:
/// <c>one N</c>: N runs one after the other, the microseconds of each; <c>warm N</c>: the same in sandboxes that are ready;
/// <c>many N C</c>: N runs, C at a time, how many a
/// second; <c>binds N M</c>: N runs with M bind mounts each; <c>heap M</c>: from now on the host holds M megabytes;
/// <c>hold N</c>: N sandboxes that stay until <c>drop</c>, the process id of each one's monitor.
/// </summary>
internal static class ResidentHost
{
    private static readonly SandboxRunner Runner = new([new NamespacesBackend()]);
    private static readonly SandboxSpec Nothing = SandboxSpec.For("/bin/true");
    private static readonly List<byte[]> Heap = [];
    private static readonly List<ISandboxProcess> Held = [];

    /// <summary>Serves until the end of standard input.</summary>
    public static async Task<int> RunAsync()
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var numbers = words.Skip(1).Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            Console.WriteLine((words[0], numbers) switch
            {
                ("one", [var count]) => await OneByOneAsync(Nothing, count),
                ("warm", [var count]) => await WarmAsync(count),
                ("many", [var count, var atOnce]) => await AtOnceAsync(count, atOnce),
                ("binds", [var count, var binds]) => await OneByOneAsync(WithBinds(binds), count),
                ("heap", [var megabytes]) => Fill(megabytes),
                ("hold", [var count]) => await HoldAsync(count),
                ("drop", []) => await DropAsync(),
                _ => throw new ArgumentException($"not a request: {line}"),
            });
        }

        return 0;
    }

    private static Task<string> OneByOneAsync(SandboxSpec spec, int count) => TimeAsync(count, () => Runner.RunAsync(spec));

    // All are set up before the first is used: what a pool does behind a start is the machine's affair.
    private static async Task<string> WarmAsync(int count)
    {
        var ready = new Queue<IPreparedSandbox>();
        for (var i = 0; i < count; i++)
        {
            ready.Enqueue(await Runner.PrepareAsync(Nothing));
        }

        return await TimeAsync(count, async () =>
        {
            await using var process = await ready.Dequeue().StartAsync(SandboxCommand.Of(Nothing));
            return await process.WaitForExitAsync();
        });
    }

    private static async Task<string> TimeAsync(int count, Func<Task<SandboxResult>> run)
    {
        var times = new string[count];
        for (var i = 0; i < count; i++)
        {
            var start = Stopwatch.GetTimestamp();
            (await run()).EnsureSuccess();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds.ToString("F1", CultureInfo.InvariantCulture);
        }

        return string.Join(' ', times);
    }

    private static async Task<string> AtOnceAsync(int count, int atOnce)
    {
        var left = count;
        var start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                (await Runner.RunAsync(Nothing)).EnsureSuccess();
            }
        }));
        return (count / Stopwatch.GetElapsedTime(start).TotalSeconds).ToString("F1", CultureInfo.InvariantCulture);
    }

    private static SandboxSpec WithBinds(int count) => Nothing with
    {
        Mounts = [.. Enumerable.Range(0, count).Select(i => SandboxMount.ReadOnlyBind("/usr/share", $"/tmp/binds/{i}"))],
    };

    private static string Fill(int megabytes)
    {
        Heap.Clear();
        for (var i = 0; i < megabytes; i++)
        {
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)i);
            Heap.Add(block);
        }

        GC.Collect();
        return megabytes.ToString(CultureInfo.InvariantCulture);
    }

    private static async Task<string> HoldAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Held.Add(await Runner.StartAsync(Nothing with { FileName = "/bin/sleep", Arguments = ["1000"] }));
        }

        return string.Join(' ', Held.Select(process => process.MonitorId));
    }

    private static async Task<string> DropAsync()
    {
        foreach (var process in Held)
        {
            await process.DisposeAsync();
        }

        Held.Clear();
        return "dropped";
    }
}

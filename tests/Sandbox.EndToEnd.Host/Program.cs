using System.Globalization;
using Sandbox;
using Sandbox.Backends.Namespaces;
using Sandbox.EndToEnd.Host;

// A program that uses the library, for what a test cannot do to its own process: be process 1, be killed, be counted.
var sandbox = new SandboxRunner([new NamespacesBackend()]);
switch (args)
{
    case ["run", .. var command]:
        Console.WriteLine(await sandbox.RunAsync(SandboxSpec.For(command[0], command[1..])));
        return 0;
    case ["hold", .. var command]:
        // Does not end by itself.
        await using (await sandbox.StartAsync(SandboxSpec.For(command[0], command[1..])))
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        }

        return 0;
    case ["at-once", var count, var megabytes]:
        return await Crowd.RunAtOnceAsync(sandbox, Number(count), Number(megabytes));
    case ["sleepers", var count]:
        return await Crowd.CountThreadsAsync(sandbox, Number(count));
    case ["many", var count]:
        return await Crowd.CountHoldingsAsync(sandbox, Number(count));
    case ["starved"]:
        return await Starvation.RunAsync(sandbox);
    case ["limits", var count, var directory, .. var group]:
        return await new LimitSoak(sandbox, directory, group.SingleOrDefault()).RunAsync(Number(count));
    case ["pool-unused", var size]:
        return await Pools.LeaveUnusedAsync(sandbox, Number(size));
    case ["pool-killed", var size]:
        return await Pools.KillAsync(sandbox, Number(size));
    case ["pool-stopped", var size]:
        return await Pools.StopAsync(sandbox, Number(size));
    case ["pool-stopped-start"]:
        return await Pools.StopAtStartAsync(sandbox);
    case ["pool-crowd", var size]:
        return await Pools.CrowdAsync(sandbox, Number(size));
    case ["pool-terminal"]:
        return await Pools.ShowTerminalAsync(sandbox);
    case ["pool-hold", var size]:
        return await Pools.HoldAsync(sandbox, Number(size));
    default:
        await Console.Error.WriteLineAsync("unknown scenario");
        return 2;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

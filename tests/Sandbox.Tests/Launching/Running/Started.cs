using Sandbox.Launching;
using Sandbox.Plans;

namespace Sandbox.Tests.Launching.Running;

/// <summary>Plans as a back-end would write them, carried out by the real sandbox-init.</summary>
internal static class Started
{
    /// <summary>A shell script without any namespace: its descendants are found by the init.</summary>
    public static LaunchPlan Script(string script, params PlanStep[] setup) => new()
    {
        Backend = "test",
        Namespaces = Linux.Namespaces.None,
        Setup = [.. setup],
        Command = [new ChangeDirectoryStep("/", OrRoot: false)],
        FileName = "/bin/sh",
        Arguments = ["sh", "-c", script],
        Environment = ["PATH=/usr/local/bin:/usr/bin:/bin"],
    };

    /// <summary>Starts a plan whose output is captured.</summary>
    public static Task<SandboxProcess> StartAsync(LaunchPlan plan) =>
        new Launcher(null).StartAsync(plan, SandboxSpec.For("sh") with { Stdio = SandboxStdio.Captured }, CancellationToken.None);

    public static async Task<SandboxResult> RunAsync(LaunchPlan plan)
    {
        await using var process = await StartAsync(plan);
        return await process.WaitForExitAsync();
    }

    /// <summary>The ids of processes one of whose arguments is the given one.</summary>
    public static IEnumerable<int> WithArgument(string argument) =>
        Directory.EnumerateDirectories("/proc")
            .Select(directory => int.TryParse(Path.GetFileName(directory), out var id) ? id : 0)
            .Where(id => id > 0 && ArgumentsOf(id).Contains(argument));

    /// <summary>The ids of processes that have the given parent.</summary>
    public static IEnumerable<int> ChildrenOf(int parent) =>
        File.ReadAllText($"/proc/{parent}/task/{parent}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse);

    /// <summary>Waits until a condition holds, for ten seconds at most.</summary>
    public static async Task Until(Func<bool> condition, string what)
    {
        var holds = condition();
        for (var i = 0; i < 1000 && !holds; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System);
            holds = condition();
        }

        Assert.That(holds, what);
    }

    private static string[] ArgumentsOf(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Split('\0');
        }
        catch (IOException)
        {
            return [];
        }
    }
}

using System.Diagnostics;
using Microsoft.Extensions.Options;
using Sandbox;

namespace BuildTool;

/// <summary>Runs all actions, as many at a time as allowed, each after those it needs; the first failure stops the rest.</summary>
/// <param name="runner">Runs one action.</param>
/// <param name="progress">Where each end is told.</param>
/// <param name="options">How many run at a time.</param>
internal sealed class BuildRunner(IActionRunner runner, Progress progress, IOptions<BuildOptions> options)
{
    // Lower than every exit code: one that was not run has no say in how the build ended.
    private const int NotRun = -1;

    /// <summary>Runs the build to its end.</summary>
    /// <param name="file">The actions.</param>
    /// <param name="interrupted">Stops the build and kills what is running.</param>
    /// <returns>The program's exit code.</returns>
    public async Task<int> RunAsync(ActionFile file, CancellationToken interrupted)
    {
        progress.Begin(file.Actions.Count);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(interrupted);
        using var slots = new SemaphoreSlim(options.Value.Parallelism);
        var runs = new Dictionary<BuildAction, Lazy<Task<int>>>(ReferenceEqualityComparer.Instance);
        foreach (var action in file.Actions)
        {
            // Lazy: an action may be listed before those it waits for.
            runs[action] = new(() => RunInOrderAsync(
                file, action, file.Graph.Before(action).Select(before => runs[before].Value), slots, stop));
        }

        var exitCodes = await Task.WhenAll(runs.Values.Select(run => run.Value));
        return interrupted.IsCancellationRequested ? ExitCodes.Interrupted : exitCodes.DefaultIfEmpty(ExitCodes.Success).Max();
    }

    private async Task<int> RunInOrderAsync(
        ActionFile file, BuildAction action, IEnumerable<Task<int>> before, SemaphoreSlim slots, CancellationTokenSource stop)
    {
        if ((await Task.WhenAll(before)).Any(code => code != ExitCodes.Success))
        {
            return NotRun;
        }

        try
        {
            await slots.WaitAsync(stop.Token);
            try
            {
                await RunOneAsync(file, action, stop.Token);
                return ExitCodes.Success;
            }
            finally
            {
                slots.Release();
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return NotRun;
        }
        catch (Exception exception) when (exception is ActionFailedException or SandboxException or IOException or UnauthorizedAccessException)
        {
            progress.Failed(action, Explain(exception), (exception as ActionFailedException)?.Output ?? "");
            await stop.CancelAsync();
            return exception is SandboxException and not SandboxCommandException ? ExitCodes.Unavailable : ExitCodes.Failed;
        }
    }

    private async Task RunOneAsync(ActionFile file, BuildAction action, CancellationToken cancellationToken)
    {
        if (Freshness.IsFresh(file, action))
        {
            progress.Succeeded(action, "up to date");
            return;
        }

        var start = Stopwatch.GetTimestamp();
        await runner.RunAsync(file.Directory, action, cancellationToken);
        progress.Succeeded(action, $"{Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s");
    }

    private static string Explain(Exception exception) =>
        exception is SandboxException { Hint: { } hint } ? $"{exception.Message}; {hint}" : exception.Message;
}

using Sandbox.Diagnostics;

namespace Sandbox;

/// <summary>Starts a command and waits for its end, as one activity of the telemetry.</summary>
internal static class RunToEnd
{
    /// <param name="spec">What is run, for the telemetry.</param>
    /// <param name="start">Starts it.</param>
    /// <param name="cancellationToken">Cancelling kills the whole tree and waits for its end.</param>
    public static async Task<SandboxResult> RunAsync(
        SandboxSpec spec, Func<Task<ISandboxProcess>> start, CancellationToken cancellationToken)
    {
        using var activity = SandboxTelemetry.StartRun(spec);
        try
        {
            var process = await start().ConfigureAwait(false);
            await using (process.ConfigureAwait(false))
            {
                var result = await WaitOrKillAsync(process, cancellationToken).ConfigureAwait(false);
                SandboxTelemetry.RecordEnd(activity, result);
                return result;
            }
        }
        catch (Exception exception) when (exception is SandboxException or OperationCanceledException)
        {
            SandboxTelemetry.RecordFailure(activity, exception);
            throw;
        }
    }

    private static async Task<SandboxResult> WaitOrKillAsync(
        ISandboxProcess process, CancellationToken cancellationToken)
    {
        try
        {
            return await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            process.Kill();
        }

        try
        {
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (SandboxException)
        {
            // The caller asked for the end; how it ended no longer matters to them.
        }

        throw new OperationCanceledException("the run was cancelled and its processes killed", cancellationToken);
    }
}

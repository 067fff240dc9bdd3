namespace Sandbox.Launching;

/// <summary>
/// What is left of a sandbox when its processes are dead: the kernel takes the namespaces down, which takes about as long
/// as making them, and then init and monitor end. Nobody has to wait for that, unless too much of it has piled up.
/// </summary>
internal static class TearDown
{
    // Each holds a descriptor here and two processes; a host that starts without a pause is slowed down to what the kernel
    // gets done.
    private const int MostUnderWay = 32;

    // Longer than a monitor takes for whatever it has to kill.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static int s_underWay;

    /// <summary>Sees to the end of it; takes the socket over. Returns at once, or when it is over where many are under way.</summary>
    /// <param name="socket">The host's end of the socket.</param>
    /// <param name="monitor">The monitor, which is reaped.</param>
    public static Task FollowAsync(ControlSocket socket, MonitorProcess monitor)
    {
        var end = FinishAsync(socket, monitor);
        return Volatile.Read(ref s_underWay) > MostUnderWay ? AwayFromWatch(end) : Task.CompletedTask;
    }

    /// <summary>Ends it, whatever it does, and waits for that; takes the socket over.</summary>
    /// <param name="socket">The host's end of the socket.</param>
    /// <param name="monitor">The monitor, which is reaped.</param>
    public static async Task EndAsync(ControlSocket socket, MonitorProcess monitor)
    {
        socket.EndRequests();
        monitor.Continue();
        await KillLateAsync(AwayFromWatch(FinishAsync(socket, monitor)), monitor).ConfigureAwait(false);
    }

    /// <summary>Waits for an end that was asked for, and kills a monitor that does not come to it.</summary>
    /// <param name="end">Completes with the sandbox.</param>
    /// <param name="monitor">Its monitor.</param>
    public static async Task KillLateAsync(Task end, MonitorProcess monitor)
    {
        await end.WaitAsync(Patience, TimeProvider.System).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!end.IsCompleted)
        {
            monitor.Kill();
        }

        await end.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // What follows for a caller is no business of the thread that watches all sandboxes.
    private static Task AwayFromWatch(Task end) => end.IsCompleted ? end : end.ContinueWith(
        static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);

    private static async Task FinishAsync(ControlSocket socket, MonitorProcess monitor)
    {
        Interlocked.Increment(ref s_underWay);
        try
        {
            await socket.DrainAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is SandboxSetupException or ObjectDisposedException)
        {
            // What there is to say has been said. Closing the socket ends what is left, unless it is stopped.
            monitor.Continue();
        }
        finally
        {
            socket.Dispose();

            // The monitor ends with the socket; taking it off the process table is a matter of microseconds.
            if (!monitor.TryReap())
            {
                await Task.Run(monitor.Reap).ConfigureAwait(false);
            }

            Interlocked.Decrement(ref s_underWay);
        }
    }
}

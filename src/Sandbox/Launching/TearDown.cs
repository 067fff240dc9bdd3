using System.Net.Sockets;

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

    private static int s_underWay;

    /// <summary>Sees to the end of it; takes the socket over. Returns at once, or when it is over where many are under way.</summary>
    /// <param name="socket">The host's end of the socket.</param>
    /// <param name="monitorId">The monitor, which is reaped.</param>
    public static Task FollowAsync(ControlSocket socket, int monitorId)
    {
        var end = FinishAsync(socket, monitorId);
        return Volatile.Read(ref s_underWay) > MostUnderWay ? end : Task.CompletedTask;
    }

    /// <summary>Sees to the end of it, and waits for that; takes the socket over.</summary>
    /// <param name="socket">The host's end of the socket.</param>
    /// <param name="monitorId">The monitor, which is reaped.</param>
    public static async Task FinishAsync(ControlSocket socket, int monitorId)
    {
        Interlocked.Increment(ref s_underWay);
        try
        {
            while (await socket.ReceiveAsync(CancellationToken.None).ConfigureAwait(false) is not null)
            {
            }
        }
        catch (Exception exception) when (exception is SandboxSetupException or SocketException)
        {
            // What there is to say has been said. Closing the socket ends what is left.
        }
        finally
        {
            socket.Dispose();

            // The monitor ends with the socket; taking it off the process table is a matter of microseconds.
            InitProcess.Reap(monitorId);
            Interlocked.Decrement(ref s_underWay);
        }
    }
}

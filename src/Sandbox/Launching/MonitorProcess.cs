using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>The monitor of one sandbox: a child of this process until it is reaped, and signalled no longer than that.</summary>
/// <param name="id">Its process id.</param>
internal sealed class MonitorProcess(int id)
{
    private readonly Lock _gate = new();
    private bool _isLeft;

    /// <summary>Its process id.</summary>
    public int Id => id;

    /// <summary>Lets it go on where somebody has stopped it, so that it can do what it is asked for.</summary>
    public void Continue() => Send(Signals.SIGCONT);

    /// <summary>Kills it; its init ends with it.</summary>
    public void Kill() => Send(Signals.SIGKILL);

    /// <summary>Waits for its end, which is at most moments away; its status says nothing the socket did not.</summary>
    /// <remarks>
    /// ECHILD is expected where the runtime reaps every child: as process 1, or with SIGCHLD ignored at its start.
    /// </remarks>
    public void Reap() => Wait(0);

    /// <summary>As <see cref="Reap"/>, without waiting.</summary>
    /// <returns>False when it has not ended yet.</returns>
    public bool TryReap() => Wait(LibC.WNOHANG) != 0;

    private int Wait(int options)
    {
        lock (_gate)
        {
            _isLeft = true;
        }

        int answer;
        do
        {
            answer = LibC.waitpid(id, out _, options);
        }
        while (answer < 0 && Marshal.GetLastPInvokeError() == Errno.EINTR);
        return answer;
    }

    private void Send(int signal)
    {
        lock (_gate)
        {
            if (!_isLeft)
            {
                _ = LibC.kill(id, signal);
            }
        }
    }
}

using Sandbox.Init.Linux;

namespace Sandbox.Init.Monitor;

/// <summary>
/// Tells a signal that the host forwards from one the process group has had already. The monitor is in the group the
/// command starts in, so a signal it gets (Ctrl-C in a terminal) went to the command, too, if that is still there; a
/// host that forwards its own copy would deliver it twice.
/// </summary>
internal unsafe struct SignalEcho
{
    private const ulong Window = TimeSpec.NanosecondsPerSecond;

    private fixed ulong forgetAt[Signals.MaxNumber + 1];

    /// <summary>The process group got the signal just now.</summary>
    public void Note(uint signal)
    {
        if (signal <= Signals.MaxNumber)
        {
            forgetAt[signal] = Clock.In(Window);
        }
    }

    /// <summary>True, once for each signal noted within the last second, when a forwarded one is to be dropped.</summary>
    public bool Take(uint signal)
    {
        var isEcho = forgetAt[signal] > Clock.Now();
        forgetAt[signal] = 0;
        return isEcho;
    }
}

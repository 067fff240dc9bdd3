using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Monitor;

/// <summary>What is opened before the init is started: both ends of its link, and the monitor's queue of signals.</summary>
internal unsafe struct InitConnection
{
    private int initEnd;

    /// <summary>The monitor's end of the link.</summary>
    public int Link { get; private set; }

    /// <summary>Reads <see cref="MonitorLoop.WatchedSignals"/>.</summary>
    public int Signals { get; private set; }

    /// <param name="lowest">
    /// The least number of the init's end. Low ones are the command's: a descriptor passed there must not land on the link,
    /// which is used after it.
    /// </param>
    public static Outcome Open(int lowest, out InitConnection connection)
    {
        connection = default;
        var ends = stackalloc int[2];
        var answer = Sockets.OpenPair(ends);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Socket, answer);
        }

        answer = Descriptors.DuplicateAbove(ends[1], lowest);
        Files.Close(ends[1]);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Dup, answer);
        }

        connection.Link = ends[0];
        connection.initEnd = (int)answer;
        answer = Linux.Signals.OpenQueue(MonitorLoop.WatchedSignals);
        connection.Signals = (int)answer;
        return Outcome.Of(FailedCall.Signalfd, answer);
    }

    /// <summary>For the init: lets go of what is the monitor's.</summary>
    public readonly MonitorLink BecomeInits()
    {
        Files.Close(Link);
        Files.Close(Signals);
        return new MonitorLink(initEnd);
    }

    /// <summary>For the monitor: lets go of what is the init's.</summary>
    public readonly void BecomeMonitors() => Files.Close(initEnd);
}

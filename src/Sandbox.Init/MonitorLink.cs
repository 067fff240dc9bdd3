using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init;

/// <summary>The init's end of its connection with the monitor; the monitor's death shows here as its end.</summary>
internal readonly unsafe struct MonitorLink
{
    public MonitorLink(int descriptor) => Descriptor = descriptor;

    public int Descriptor { get; }

    public void Send(Milestone milestone) => Sockets.Send(Descriptor, &milestone, sizeof(Milestone));

    /// <summary>Takes the next request, without waiting.</summary>
    /// <returns>The kernel's answer: the size of a request, 0 when the monitor is gone, or a negated errno.</returns>
    public nint Receive(out RequestRecord request)
    {
        RequestRecord message;
        var answer = Sockets.Receive(Descriptor, &message, sizeof(RequestRecord));
        request = message;
        return answer;
    }

    /// <summary>Tells it of a command that has come.</summary>
    /// <param name="plan">The plan's file.</param>
    /// <returns>The kernel's answer.</returns>
    public nint SendCommanded(int plan)
    {
        var here = Milestone.Commanded;
        return Sockets.SendWithDescriptor(Descriptor, &here, sizeof(Milestone), plan);
    }

    /// <summary>Waits for the next request.</summary>
    /// <returns>As <see cref="Receive"/>.</returns>
    public nint AwaitRequest(out RequestRecord request)
    {
        var poll = PollDescriptor.ForReading(Descriptor);
        Clock.Poll(&poll, 1, Clock.Never);
        return Receive(out request);
    }

    public bool IsMonitorGone() => PollDescriptor.IsAtEnd(Descriptor);
}

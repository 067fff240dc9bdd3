using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>poll.h: <c>struct pollfd</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PollDescriptor
{
    public int Descriptor;
    public short Events;
    public short ReturnedEvents;
}

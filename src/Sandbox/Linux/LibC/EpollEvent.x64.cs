using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>sys/epoll.h: <c>struct epoll_event</c>, which is packed on x86-64 and nowhere else.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct EpollEvent
{
    public uint Events;
    public long Data;
}

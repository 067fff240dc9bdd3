using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>struct iovec of recvmsg(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessagePart
{
    public void* Start;
    public nuint Length;
}

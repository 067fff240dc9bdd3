using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct iovec of sendmsg(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessagePart
{
    public void* Start;
    public nuint Length;
}

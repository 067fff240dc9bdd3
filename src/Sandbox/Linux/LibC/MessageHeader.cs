using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>struct msghdr of recvmsg(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct MessageHeader
{
    public void* Name;
    public uint NameLength;
    public MessagePart* Parts;
    public nuint PartCount;
    public void* Control;
    public nuint ControlLength;
    public int Flags;
}

using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct msghdr of sendmsg(2).</summary>
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

using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct rtentry of netdevice(7) and rtnetlink(7)'s older interface, up to the device's name.</summary>
[StructLayout(LayoutKind.Explicit, Size = 120)]
internal unsafe struct RouteRequest
{
    public const int SIOCADDRT = 0x890B;
    public const ushort RTF_UP = 0x1;
    public const ushort RTF_HOST = 0x4;

    [FieldOffset(8)]
    public SocketAddress Destination;

    [FieldOffset(40)]
    public SocketAddress Mask;

    [FieldOffset(56)]
    public ushort Flags;

    [FieldOffset(88)]
    public byte* Device;
}

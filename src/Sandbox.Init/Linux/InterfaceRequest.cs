using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct ifreq of netdevice(7), with the union as flags.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal unsafe struct InterfaceRequest
{
    public const int SIOCGIFFLAGS = 0x8913;
    public const int SIOCSIFFLAGS = 0x8914;
    public const short IFF_UP = 0x1;

    /// <summary>Bytes of a name, with its NUL.</summary>
    public const int IFNAMSIZ = 16;

    [FieldOffset(0)]
    public fixed byte Name[IFNAMSIZ];

    [FieldOffset(16)]
    public short Flags;
}

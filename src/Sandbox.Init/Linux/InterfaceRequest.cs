using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct ifreq of netdevice(7), with the union as flags or as an address.</summary>
[StructLayout(LayoutKind.Explicit, Size = 40)]
internal unsafe struct InterfaceRequest
{
    public const int SIOCGIFFLAGS = 0x8913;
    public const int SIOCSIFFLAGS = 0x8914;
    public const int SIOCSIFADDR = 0x8916;
    public const int SIOCSIFNETMASK = 0x891C;
    public const short IFF_UP = 0x1;

    /// <summary>Bytes of a name, with its NUL.</summary>
    public const int IFNAMSIZ = 16;

    [FieldOffset(0)]
    public fixed byte Name[IFNAMSIZ];

    [FieldOffset(16)]
    public short Flags;

    [FieldOffset(16)]
    public SocketAddress Address;

    /// <param name="name">Shorter than <see cref="IFNAMSIZ"/>.</param>
    public static InterfaceRequest For(byte* name, int length)
    {
        var request = default(InterfaceRequest);
        for (var i = 0; i < length; i++)
        {
            request.Name[i] = name[i];
        }

        return request;
    }
}

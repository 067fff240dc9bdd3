using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct sockaddr_in of ip(7). Port and address are in network order: the first byte is the most significant.</summary>
[StructLayout(LayoutKind.Sequential, Size = 16)]
internal struct SocketAddress
{
    public const ushort AF_INET = 2;

    public ushort Family;
    public ushort Port;
    public uint Address;

    /// <summary>The address a.b.c.d.</summary>
    public static SocketAddress Of(byte a, byte b, byte c, byte d) => new()
    {
        Family = AF_INET,
        Address = (uint)(a | b << 8 | c << 16 | d << 24),
    };
}

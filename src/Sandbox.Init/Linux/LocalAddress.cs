using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct sockaddr_un of unix(7).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct LocalAddress
{
    public const int AF_UNIX = 1;

    public ushort Family;
    public fixed byte Path[108];
}

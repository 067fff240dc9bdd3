using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>sys/socket.h: socketpair(2), sendmsg(2), recvmsg(2), recvfrom(2), connect(2), getsockname(2).</summary>
internal static unsafe partial class LibC
{
    public const int AF_UNIX = 1;
    public const int SOCK_SEQPACKET = 5;
    public const int SOCK_CLOEXEC = 0x8_0000;

    public const int SOL_SOCKET = 1;
    public const int SCM_RIGHTS = 1;
    public const int MSG_PEEK = 0x2;
    public const int MSG_TRUNC = 0x20;
    public const int MSG_DONTWAIT = 0x40;
    public const int MSG_NOSIGNAL = 0x4000;
    public const int MSG_CMSG_CLOEXEC = 0x4000_0000;

    /// <summary>No more is sent.</summary>
    public const int SHUT_WR = 1;

    /// <summary>struct sockaddr_un of unix(7).</summary>
    public const int SizeOfLocalAddress = 110;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int connect(int descriptor, byte* address, uint length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int getsockname(int descriptor, byte* address, uint* length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint recvfrom(int descriptor, byte* buffer, nint size, int flags, byte* address, uint* length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint recvmsg(int descriptor, MessageHeader* message, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint sendmsg(int descriptor, MessageHeader* message, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int shutdown(int descriptor, int how);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int socketpair(int domain, int type, int protocol, int* descriptors);
}

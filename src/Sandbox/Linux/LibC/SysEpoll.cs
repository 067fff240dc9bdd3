using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>sys/epoll.h: epoll(7).</summary>
internal static unsafe partial class LibC
{
    public const int EPOLL_CLOEXEC = 0x8_0000;
    public const int EPOLL_CTL_ADD = 1;
    public const int EPOLL_CTL_DEL = 2;
    public const uint EPOLLIN = 0x1;

    /// <summary>Told once for each thing that happens, not for as long as there is something to read.</summary>
    public const uint EPOLLET = 0x8000_0000;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int epoll_create1(int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int epoll_ctl(int queue, int operation, int descriptor, EpollEvent* wanted);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int epoll_wait(int queue, EpollEvent* happened, int most, int timeoutMilliseconds);
}

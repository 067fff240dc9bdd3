using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>poll.h: poll(2).</summary>
internal static unsafe partial class LibC
{
    public const short POLLIN = 0x1;
    public const short POLLPRI = 0x2;
    public const short POLLOUT = 0x4;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int poll(PollDescriptor* descriptors, ulong count, int timeoutMilliseconds);
}

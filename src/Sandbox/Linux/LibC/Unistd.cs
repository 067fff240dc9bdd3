using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>unistd.h: pipe2(2), read(2), write(2), pwrite(2), close(2), access(2), execv(3).</summary>
internal static unsafe partial class LibC
{
    private const string Library = "libc";

    public const int W_OK = 2;
    public const int X_OK = 1;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int pipe2(int* descriptors, int flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint read(int descriptor, byte* buffer, nint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint write(int descriptor, byte* buffer, nint count);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint pwrite(int descriptor, byte* buffer, nint count, long offset);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int close(int descriptor);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int access(string path, int mode);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int execv(string path, byte** arguments);
}

using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>dirent.h: getdents64(3), which gives names as the bytes they are.</summary>
internal static unsafe partial class LibC
{
    [LibraryImport(Library, SetLastError = true)]
    public static partial nint getdents64(int descriptor, byte* buffer, nuint length);
}

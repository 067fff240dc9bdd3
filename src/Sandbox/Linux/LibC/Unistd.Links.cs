using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>unistd.h: readlink(2), readlinkat(2).</summary>
internal static unsafe partial class LibC
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint readlink(string path, byte* buffer, nuint length);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint readlinkat(int directory, byte* name, byte* buffer, nuint length);
}

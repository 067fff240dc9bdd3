using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>sys/xattr.h: getxattr(2), fgetxattr(2).</summary>
internal static unsafe partial class LibC
{
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial nint getxattr(string path, string name, byte* value, nuint size);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial nint fgetxattr(int descriptor, string name, byte* value, nuint size);
}

using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>sys/mount.h.</summary>
internal static partial class LibC
{
    [LibraryImport(Library, SetLastError = true)]
    public static partial int mount(nint source, nint target, nint type, nuint flags, nint data);
}

using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>unistd.h: who the process is, and its terminal. geteuid(2), getegid(2), gethostname(2), isatty(3), ttyname_r(3).</summary>
internal static unsafe partial class LibC
{
    [LibraryImport(Library)]
    public static partial uint geteuid();

    [LibraryImport(Library)]
    public static partial uint getegid();

    [LibraryImport(Library, SetLastError = true)]
    public static partial int gethostname(byte* name, nuint length);

    [LibraryImport(Library)]
    public static partial int isatty(int descriptor);

    /// <summary>Returns the error itself, 0 for none.</summary>
    [LibraryImport(Library)]
    public static partial int ttyname_r(int descriptor, byte* buffer, nuint length);
}

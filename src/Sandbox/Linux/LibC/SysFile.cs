using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>sys/file.h: flock(2).</summary>
internal static partial class LibC
{
    public const int LOCK_EX = 2;
    public const int LOCK_NB = 4;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int flock(int descriptor, int operation);
}

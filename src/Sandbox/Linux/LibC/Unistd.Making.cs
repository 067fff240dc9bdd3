using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>
/// unistd.h, stdio.h and sys/stat.h: making entries by the bytes of their names. symlinkat(2), mkdirat(2), renameat2(2),
/// fchmod(2), futimens(3).
/// </summary>
internal static unsafe partial class LibC
{
    public const uint RENAME_NOREPLACE = 1;
    public const uint RENAME_EXCHANGE = 2;
    public const int UTIME_OMIT = 0x3FFF_FFFE;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int symlinkat(byte* target, int directory, byte* name);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int mkdirat(int directory, byte* name, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int renameat2(int fromDirectory, byte* fromName, int toDirectory, byte* toName, uint flags);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int fchmod(int descriptor, uint mode);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int futimens(int descriptor, TimeSpec* accessAndModification);
}

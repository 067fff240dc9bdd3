using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>unistd.h and stdio.h: entries of directories. unlinkat(2), renameat(2), lchown(2).</summary>
internal static unsafe partial class LibC
{
    public const int AT_REMOVEDIR = 0x200;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int unlinkat(int directory, byte* name, int flags);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int lchown(string path, uint owner, uint group);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int renameat(int fromDirectory, byte* fromName, int toDirectory, byte* toName);
}

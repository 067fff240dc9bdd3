using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>sched.h: unshare(2).</summary>
internal static partial class LibC
{
    /// <summary>A flag of clone(2) that unshare(2) does not know.</summary>
    public const int CLONE_PARENT_SETTID = 0x0010_0000;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int unshare(int flags);
}

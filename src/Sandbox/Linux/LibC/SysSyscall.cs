using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>sys/syscall.h: system calls the C library has no name for, through syscall(2).</summary>
internal static partial class LibC
{
    /// <summary>The number of open_tree(2), the same on every architecture.</summary>
    public const nint SYS_open_tree = 428;

    /// <summary>The number of openat2(2), the same on every architecture.</summary>
    public const nint SYS_openat2 = 437;

    /// <summary>The number of landlock_create_ruleset(2), the same on every architecture.</summary>
    public const nint SYS_landlock_create_ruleset = 444;

    public const nint LANDLOCK_CREATE_RULESET_VERSION = 1;

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint syscall(nint number, nint first, nint second, nint third);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint syscall(nint number, nint first, nint second, nint third, nint fourth);
}

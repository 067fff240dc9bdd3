using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>sys/mman.h: memfd_create(2), mmap(2).</summary>
internal static unsafe partial class LibC
{
    public const int PROT_READ = 1;
    public const int PROT_EXEC = 4;
    public const int MAP_PRIVATE = 2;

    public const uint MFD_CLOEXEC = 0x01;
    public const uint MFD_ALLOW_SEALING = 0x02;

    /// <summary>Never executable; since Linux 6.3.</summary>
    public const uint MFD_NOEXEC_SEAL = 0x08;

    /// <summary>Executable whatever vm.memfd_noexec = 1 says; since Linux 6.3.</summary>
    public const uint MFD_EXEC = 0x10;

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    public static partial int memfd_create(string name, uint flags);

    /// <summary>What mmap(2) answers when it fails.</summary>
    public static void* MAP_FAILED => (void*)-1;

    [LibraryImport(Library, SetLastError = true)]
    public static partial void* mmap(void* address, nuint length, int protection, int flags, int descriptor, nint offset);
}

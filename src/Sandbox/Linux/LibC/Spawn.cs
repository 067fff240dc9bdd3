using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>spawn.h: posix_spawn(3), whose time does not grow with the caller's memory.</summary>
internal static unsafe partial class LibC
{
    public const short POSIX_SPAWN_SETSIGDEF = 0x04;
    public const short POSIX_SPAWN_SETSIGMASK = 0x08;

    /// <summary>No less than sizeof(posix_spawnattr_t) of any C library: 336 bytes in glibc and musl.</summary>
    public const int SpawnAttributesSize = 512;

    /// <summary>No less than sizeof(posix_spawn_file_actions_t) of any C library: 80 bytes in glibc and musl.</summary>
    public const int SpawnFileActionsSize = 256;

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int posix_spawn(
        out int pid, string path, void* fileActions, void* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library)]
    public static partial int posix_spawnattr_init(void* attributes);

    [LibraryImport(Library)]
    public static partial int posix_spawnattr_destroy(void* attributes);

    [LibraryImport(Library)]
    public static partial int posix_spawnattr_setflags(void* attributes, short flags);

    [LibraryImport(Library)]
    public static partial int posix_spawnattr_setsigdefault(void* attributes, SignalSet* signals);

    [LibraryImport(Library)]
    public static partial int posix_spawnattr_setsigmask(void* attributes, SignalSet* signals);

    [LibraryImport(Library)]
    public static partial int posix_spawn_file_actions_init(void* fileActions);

    [LibraryImport(Library)]
    public static partial int posix_spawn_file_actions_destroy(void* fileActions);

    [LibraryImport(Library)]
    public static partial int posix_spawn_file_actions_adddup2(void* fileActions, int descriptor, int newDescriptor);
}

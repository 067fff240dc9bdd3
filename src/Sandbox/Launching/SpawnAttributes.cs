using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>
/// The signal state of what posix_spawn(3) starts: nothing blocked; SIGPIPE, which .NET ignores, and SIGCHLD, which
/// the init needs, at their defaults. Signals the caller was told to ignore (nohup) stay ignored; the two that glibc
/// keeps to itself are not: it would have the command ignore them, which no caller asked for.
/// </summary>
internal sealed unsafe class SpawnAttributes : IDisposable
{
    public SpawnAttributes()
    {
        Pointer = NativeMemory.AllocZeroed(LibC.SpawnAttributesSize);
        var none = default(SignalSet);
        var defaults = default(SignalSet);
        defaults.Add(Signals.SIGPIPE);
        defaults.Add(Signals.SIGCHLD);
        defaults.Add(Signals.SIGCANCEL);
        defaults.Add(Signals.SIGSETXID);
        Check(LibC.posix_spawnattr_init(Pointer));
        Check(LibC.posix_spawnattr_setflags(Pointer, LibC.POSIX_SPAWN_SETSIGMASK | LibC.POSIX_SPAWN_SETSIGDEF));
        Check(LibC.posix_spawnattr_setsigmask(Pointer, &none));
        Check(LibC.posix_spawnattr_setsigdefault(Pointer, &defaults));
    }

    public void* Pointer { get; private set; }

    public void Dispose()
    {
        if (Pointer is not null)
        {
            _ = LibC.posix_spawnattr_destroy(Pointer);
            NativeMemory.Free(Pointer);
            Pointer = null;
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw SystemError.From(error, "prepare the signals of sandbox-init");
        }
    }
}

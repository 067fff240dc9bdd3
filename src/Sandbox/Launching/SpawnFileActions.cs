using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>What posix_spawn(3) does to the child's descriptors, in order.</summary>
internal sealed unsafe class SpawnFileActions : IDisposable
{
    public SpawnFileActions()
    {
        Pointer = NativeMemory.AllocZeroed(LibC.SpawnFileActionsSize);
        Check(LibC.posix_spawn_file_actions_init(Pointer));
    }

    public void* Pointer { get; private set; }

    /// <summary>The child's <paramref name="newDescriptor"/> becomes a copy of <paramref name="descriptor"/>.</summary>
    public void Duplicate(int descriptor, int newDescriptor) =>
        Check(LibC.posix_spawn_file_actions_adddup2(Pointer, descriptor, newDescriptor));

    public void Dispose()
    {
        if (Pointer is not null)
        {
            _ = LibC.posix_spawn_file_actions_destroy(Pointer);
            NativeMemory.Free(Pointer);
            Pointer = null;
        }
    }

    private static void Check(int error)
    {
        if (error != 0)
        {
            throw SystemError.From(error, "prepare the descriptors of sandbox-init");
        }
    }
}

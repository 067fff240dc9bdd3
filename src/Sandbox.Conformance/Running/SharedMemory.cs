using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Sandbox.Conformance;

/// <summary>A System V shared memory segment of the host (shmget(2)), listed in /proc/sysvipc/shm.</summary>
internal sealed partial class SharedMemory : IDisposable
{
    private const int CreateNew = 0x200 | 0x400; // IPC_CREAT | IPC_EXCL
    private const int OwnerMayReadAndWrite = 0x180;
    private const int Remove = 0; // IPC_RMID
    private readonly int _id;

    public SharedMemory()
    {
        Key = Random.Shared.Next(1_000_000_000, int.MaxValue);
        _id = Get(Key, 4096, CreateNew | OwnerMayReadAndWrite);
        if (_id < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }

    /// <summary>The segment's key.</summary>
    public int Key { get; }

    public void Dispose() => _ = Control(_id, Remove, 0);

    [LibraryImport("libc", EntryPoint = "shmget", SetLastError = true)]
    private static partial int Get(int key, nint size, int flags);

    [LibraryImport("libc", EntryPoint = "shmctl", SetLastError = true)]
    private static partial int Control(int id, int command, nint buffer);
}

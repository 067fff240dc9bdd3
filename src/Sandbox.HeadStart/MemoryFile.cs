using Sandbox.Init;
using Sandbox.Init.Linux;

namespace Sandbox.HeadStart;

/// <summary>Files that exist only in memory and can no longer be changed (memfd_create(2)).</summary>
internal static unsafe class MemoryFile
{
    /// <summary>It cannot be executed.</summary>
    public const uint MFD_NOEXEC_SEAL = 0x8;

    /// <summary>It can.</summary>
    public const uint MFD_EXEC = 0x10;

    private const uint MFD_CLOEXEC = 0x1;
    private const uint MFD_ALLOW_SEALING = 0x2;
    private const int F_ADD_SEALS = 1033;
    private const int F_SEAL_SEAL = 0x1;
    private const int F_SEAL_SHRINK = 0x2;
    private const int F_SEAL_GROW = 0x4;
    private const int F_SEAL_WRITE = 0x8;

    /// <param name="name">What /proc shows for it.</param>
    /// <param name="content">What is in it.</param>
    /// <param name="length">Bytes of that.</param>
    /// <param name="kind"><see cref="MFD_EXEC"/> or <see cref="MFD_NOEXEC_SEAL"/>.</param>
    /// <returns>A descriptor, closed by execve; negative where there is none.</returns>
    public static int Create(byte* name, byte* content, nint length, uint kind)
    {
        if (!MayWrite(length))
        {
            return -1;
        }

        // Kernels before 6.3 know neither kind.
        const uint Always = MFD_CLOEXEC | MFD_ALLOW_SEALING;
        var file = Syscall.Invoke(SyscallNumber.memfd_create, (nint)name, (nint)(Always | kind));
        if (file == -Errno.EINVAL)
        {
            file = Syscall.Invoke(SyscallNumber.memfd_create, (nint)name, (nint)Always);
        }

        if (file >= 0
            && (Files.WriteAll((int)file, content, length) < 0
                || Syscall.Invoke(SyscallNumber.fcntl, file, F_ADD_SEALS, F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE) < 0))
        {
            Files.Close((int)file);
            return -1;
        }

        return (int)file;
    }

    // Going over the limit is a signal that ends the process (setrlimit(2)).
    private static bool MayWrite(nint length)
    {
        ResourceLimit limit;
        return Processes.Limit(ResourceLimit.RLIMIT_FSIZE, null, &limit) >= 0 && limit.Soft >= (ulong)length;
    }
}

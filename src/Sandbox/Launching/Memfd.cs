using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>Files that exist only in memory and can no longer be changed (memfd_create(2)).</summary>
internal static unsafe class Memfd
{
    private const int AllSeals = LibC.F_SEAL_SEAL | LibC.F_SEAL_SHRINK | LibC.F_SEAL_GROW | LibC.F_SEAL_WRITE;

    // Kernels before 6.3 know neither MFD_EXEC nor MFD_NOEXEC_SEAL and answer EINVAL.
    private static volatile bool s_knowsExecutability = true;

    /// <summary>A sealed file with the given content, not executable.</summary>
    /// <exception cref="SandboxSetupException">There is no memory or no descriptor left.</exception>
    public static DescriptorHandle CreateData(string name, ReadOnlySpan<byte> content) =>
        TryCreate(name, LibC.MFD_NOEXEC_SEAL, content) ?? throw SystemError.Last("make a file in memory (memfd_create)");

    /// <summary>A sealed, executable file with the given content; null where vm.memfd_noexec forbids it.</summary>
    /// <exception cref="SandboxSetupException">There is no memory or no descriptor left.</exception>
    public static DescriptorHandle? CreateExecutable(string name, ReadOnlySpan<byte> content) =>
        TryCreate(name, LibC.MFD_EXEC, content)
        ?? (Marshal.GetLastPInvokeError() is Errno.EACCES or Errno.ENOSYS or Errno.EPERM
            ? null
            : throw SystemError.Last("make an executable file in memory (memfd_create)"));

    private static DescriptorHandle? TryCreate(string name, uint executability, ReadOnlySpan<byte> content)
    {
        const uint Always = LibC.MFD_CLOEXEC | LibC.MFD_ALLOW_SEALING;
        var descriptor = LibC.memfd_create(name, Always | (s_knowsExecutability ? executability : 0));
        if (descriptor < 0 && s_knowsExecutability && Marshal.GetLastPInvokeError() == Errno.EINVAL)
        {
            s_knowsExecutability = false;
            descriptor = LibC.memfd_create(name, Always);
        }

        if (descriptor < 0)
        {
            return null;
        }

        var file = new DescriptorHandle(descriptor);
        try
        {
            Write(file, content);
            if (LibC.fcntl(file.Number, LibC.F_ADD_SEALS, AllSeals) < 0)
            {
                throw SystemError.Last("seal a file in memory");
            }
        }
        catch
        {
            file.Dispose();
            throw;
        }

        return file;
    }

    private static void Write(DescriptorHandle file, ReadOnlySpan<byte> content)
    {
        fixed (byte* start = content)
        {
            for (var done = 0; done < content.Length;)
            {
                var written = LibC.pwrite(file.Number, start + done, content.Length - done, done);
                if (written < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR)
                {
                    throw SystemError.Last("write a file in memory");
                }

                done += (int)Math.Max(written, 0);
            }
        }
    }
}

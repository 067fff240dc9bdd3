using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>Opens what no symbolic link leads to (openat2(2), RESOLVE_NO_SYMLINKS).</summary>
internal static unsafe class LinkFreePath
{
    /// <param name="path">An absolute path.</param>
    /// <param name="flags">O_*; O_CLOEXEC is added.</param>
    /// <returns>Invalid where it cannot be opened, with the calling thread's last error: ELOOP for a link.</returns>
    public static DescriptorHandle TryOpen(string path, int flags)
    {
        var how = new OpenHow { Flags = (uint)(flags | LibC.O_CLOEXEC), Resolve = OpenHow.RESOLVE_NO_SYMLINKS };
        var text = Marshal.StringToCoTaskMemUTF8(path);
        try
        {
            return new DescriptorHandle((int)LibC.syscall(LibC.SYS_openat2, LibC.AT_FDCWD, text, (nint)(&how), sizeof(OpenHow)));
        }
        finally
        {
            Marshal.FreeCoTaskMem(text);
        }
    }
}

using System.Runtime.InteropServices;
using Sandbox.Linux;

namespace Sandbox.Plans;

internal sealed record HostPathArgument(string Path, string Prefix) : OpenedArgument(Prefix)
{
    public override string Description => $"{Prefix}<({ShellQuoting.Quote(Path)})";

    public override unsafe DescriptorHandle Open()
    {
        var how = new OpenHow { Flags = LibC.O_PATH | LibC.O_CLOEXEC, Resolve = OpenHow.RESOLVE_NO_SYMLINKS };
        var path = Marshal.StringToCoTaskMemUTF8(Path);
        try
        {
            var answer = LibC.syscall(LibC.SYS_openat2, LibC.AT_FDCWD, path, (nint)(&how), sizeof(OpenHow));
            return answer < 0 ? throw SystemError.Last("open", Path) : new DescriptorHandle((int)answer);
        }
        finally
        {
            Marshal.FreeCoTaskMem(path);
        }
    }
}

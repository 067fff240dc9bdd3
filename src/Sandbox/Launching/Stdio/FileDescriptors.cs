using Sandbox.Linux;

namespace Sandbox.Launching;

/// <summary>Opens files and pipes for a command; all are close-on-exec in this process.</summary>
internal static class FileDescriptors
{
    /// <exception cref="SandboxSetupException">The file cannot be opened.</exception>
    public static DescriptorHandle Open(string path, int flags)
    {
        var descriptor = LibC.open(path, flags | LibC.O_CLOEXEC | LibC.O_NOCTTY, Convert.ToUInt32("666", 8));
        return descriptor < 0
            ? throw SystemError.Last("open", path, "a stream's file is opened outside the sandbox, as the user who runs it; check the path")
            : new DescriptorHandle(descriptor);
    }

    /// <summary>A descriptor of this process's own for what another one means.</summary>
    /// <exception cref="SandboxSetupException">It is not open, or there is no descriptor left.</exception>
    public static DescriptorHandle Duplicate(int number)
    {
        var descriptor = LibC.fcntl(number, LibC.F_DUPFD_CLOEXEC, 0);
        return descriptor < 0 ? throw SystemError.Last($"duplicate descriptor {number}") : new DescriptorHandle(descriptor);
    }

    /// <exception cref="SandboxSetupException">There is no descriptor left.</exception>
    public static unsafe (DescriptorHandle ReadEnd, DescriptorHandle WriteEnd) Pipe()
    {
        var ends = stackalloc int[2];
        return LibC.pipe2(ends, LibC.O_CLOEXEC) < 0
            ? throw SystemError.Last("make a pipe")
            : (new DescriptorHandle(ends[0]), new DescriptorHandle(ends[1]));
    }
}

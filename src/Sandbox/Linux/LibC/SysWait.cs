using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>sys/wait.h: waitpid(2).</summary>
internal static partial class LibC
{
    public const int WNOHANG = 1;

    [LibraryImport(Library, SetLastError = true)]
    public static partial int waitpid(int pid, out int status, int options);
}

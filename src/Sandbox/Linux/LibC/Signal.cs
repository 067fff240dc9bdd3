using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>signal.h: signal(2), kill(2).</summary>
internal static partial class LibC
{
    public const nint SIG_DFL = 0;
    public const nint SIG_IGN = 1;

    [LibraryImport(Library)]
    public static partial nint signal(int signal, nint handler);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int kill(int process, int signal);
}

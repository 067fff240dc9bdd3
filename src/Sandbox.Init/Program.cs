using System.Runtime;

namespace Sandbox.Init;

/// <summary>The entry, called by <c>_start</c>.</summary>
internal static unsafe class Program
{
    private const int UsageError = 2;

    /// <param name="stack">The initial stack: argc, argv, NULL, envp, NULL, auxiliary vector (x86-64 psABI).</param>
    /// <returns>The exit code.</returns>
    [RuntimeExport("init_main")]
    private static int Main(nint* stack)
    {
        var argumentCount = stack[0];
        if (argumentCount <= 1)
        {
            return 0;
        }

        var usage = "sandbox-init: started by the sandbox library, with no arguments\n"u8;
        Syscall.Invoke(SyscallNumber.write, 2, (nint)usage.Pointer, usage.Length);
        return UsageError;
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Sandbox.Init;

namespace Internal.Runtime.CompilerHelpers;

/// <summary>Ends the process when continuing would be undefined behaviour.</summary>
internal static unsafe class FailFast
{
    // What a shell reports for SIGABRT, which the process may handle or ignore.
    private const int ExitCode = 128 + 6;

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static void Exit()
    {
        var message = "libsandbox-isolate: internal error: a check that guards memory failed\n"u8;
        Syscall.Invoke(SyscallNumber.write, 2, (nint)message.Pointer, message.Length);
        while (true)
        {
            Syscall.Invoke(SyscallNumber.exit_group, ExitCode);
        }
    }
}

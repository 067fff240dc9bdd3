using System.Runtime;
using Sandbox.Init.Linux;
using Sandbox.Init.Monitor;
using Sandbox.Init.Plan;

namespace Sandbox.Init;

/// <summary>The entry, called by <c>_start</c>.</summary>
internal static unsafe class Program
{
    private const int UsageError = 2;
    private const int StandardError = 2;

    /// <param name="stack">The initial stack: argc, argv, NULL, envp, NULL, auxiliary vector (the x86-64 psABI, 3.4.1).</param>
    /// <returns>The exit code.</returns>
    [RuntimeExport("init_main")]
    private static int Main(nint* stack)
    {
        var arguments = (byte**)(stack + 1);
        if (stack[0] != 3 || !DescriptorNumber.TryParse(arguments[2], out var second))
        {
            return RefuseArguments();
        }

        if (Equal(arguments[1], "--check"u8.Pointer))
        {
            return CheckMode.CheckFile(second);
        }

        if (Equal(arguments[1], "--check-many"u8.Pointer))
        {
            return CheckMode.CheckStream(second);
        }

        // The plan, and the socket right behind it.
        if (!DescriptorNumber.TryParse(arguments[1], out var first)
            || first <= Descriptors.LastStandard
            || second != first + 1)
        {
            return RefuseArguments();
        }

        return MonitorProcess.Run(first);
    }

    private static int RefuseArguments()
    {
        var usage = "sandbox-init: started by the sandbox library, with the descriptors of a plan and a socket\n"u8;
        Files.Write(StandardError, usage.Pointer, usage.Length);
        return UsageError;
    }

    private static bool Equal(byte* left, byte* right)
    {
        while (*left == *right && *left != 0)
        {
            left++;
            right++;
        }

        return *left == *right;
    }
}

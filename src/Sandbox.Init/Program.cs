using System.Runtime;
using Sandbox.Init.Linux;
using Sandbox.Init.Monitor;
using Sandbox.Init.Plan;
using Sandbox.Init.StandIn;
using Sandbox.Init.Wrapper;

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
        if (stack[0] > 5 && Equal(arguments[1], "--stand-in"u8.Pointer))
        {
            return RunStandIn(arguments, arguments + stack[0] + 1);
        }

        if (stack[0] > 7 && Equal(arguments[1], "--ahead"u8.Pointer))
        {
            return RunAhead(arguments, arguments + stack[0] + 1);
        }

        return stack[0] switch
        {
            3 => RunMonitor(arguments),
            5 => RunInside(arguments, arguments + 6),
            _ => RefuseArguments(),
        };
    }

    // PLAN SOCKET; or, for tests, --check FILE and --check-many STREAM.
    private static int RunMonitor(byte** arguments)
    {
        if (!Digits.TryParse(arguments[2], out var second))
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

        if (!ArePlanAndSocket(arguments + 1, out var plan))
        {
            return RefuseArguments();
        }

        ShowName(arguments, 3);
        return MonitorProcess.Run(plan, null);
    }

    // --stand-in PLAN PROGRAM ARGUMENT...
    private static int RunStandIn(byte** arguments, byte** environment)
    {
        if (!Digits.TryParse(arguments[2], out var plan) || plan < StandIn.StandIn.FirstPlan)
        {
            return RefuseArguments();
        }

        ShowName(arguments, 3);
        var standIn = new StandIn.StandIn(arguments + 3, environment);
        MonitorProcess.Run(plan, &standIn);
        return standIn.Conclude();
    }

    // --ahead CHANNEL TOOL NETWORK PROGRAM ARGUMENT...
    private static int RunAhead(byte** arguments, byte** environment)
    {
        if (!Digits.TryParse(arguments[2], out var channel)
            || !Digits.TryParse(arguments[3], out var tool)
            || !Digits.TryParse(arguments[4], out var network)
            || channel <= Descriptors.LastStandard)
        {
            return RefuseArguments();
        }

        ShowName(arguments, 5);
        return new EarlyMonitor(tool, network != 0, new StandIn.StandIn(arguments + 5, environment)).Run(channel);
    }

    // --inside PLAN SOCKET LINK
    private static int RunInside(byte** arguments, byte** environment)
    {
        if (!Equal(arguments[1], "--inside"u8.Pointer)
            || !ArePlanAndSocket(arguments + 2, out var plan)
            || !Digits.TryParse(arguments[4], out var link)
            || link <= plan + 1)
        {
            return RefuseArguments();
        }

        ShowName(arguments, 5);
        return InnerInit.Run(plan, link, environment);
    }

    // The command sees the command line of process 1, and nothing in it is the command's business: neither the numbers nor
    // by which path, and so by whom, this program was executed.
    private static void ShowName(byte** arguments, int count) => new ShownArguments(arguments, count).ShowName();

    // The socket right behind the plan, and both behind the standard streams.
    private static bool ArePlanAndSocket(byte** arguments, out int plan) =>
        Digits.TryParse(arguments[0], out plan)
            && Digits.TryParse(arguments[1], out var socket)
            && plan > Descriptors.LastStandard
            && socket == plan + 1;

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

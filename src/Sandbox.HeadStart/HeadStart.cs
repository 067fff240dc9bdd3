using System;
using System.Runtime;
using Sandbox.HeadStart.Default;
using Sandbox.Init;
using Sandbox.Init.Linux;
using Sandbox.Init.Monitor;
using Sandbox.Init.Plan;
using Sandbox.Init.StandIn;

namespace Sandbox.HeadStart;

/// <summary>
/// The first instructions of the native tool. For a command line without options the process makes the plan, becomes the
/// monitor, and there is no runtime at all. For others it becomes the monitor and makes the namespaces, while a child goes on
/// as the tool, starts its runtime, and plans: then it hands the plan over, and ends. So both are done at the same time, and
/// none of the runtime is in the way of the command, or stays in memory while it runs.
/// </summary>
internal static unsafe class HeadStart
{
    // More are passed on to the tool, which takes its time anyway.
    private const int MostWords = 4096;

    private const int SelfSize = 16;

    // In the tool's copy of this memory: its end of the connection.
    private static int channel = -1;

    /// <summary>Called by <c>tool_start</c>. Returns in the process that goes on as the tool.</summary>
    /// <param name="stack">The initial stack: argc, argv, NULL, envp, NULL, auxiliary vector (the x86-64 psABI, 3.4.1).</param>
    [RuntimeExport("head_start")]
    private static void Begin(nint* stack)
    {
        var count = (int)stack[0];
        var argv = (byte**)(stack + 1);
        var words = new ToolWords(argv, count);
        if (count is < 2 or > MostWords
            || !words.LeaveTheToolIdle
            || !TryMakeStandIn(words, argv, count, out var standIn))
        {
            return;
        }

        if (DefaultPlan.TryMake(words, argv + count + 1, out var plan))
        {
            Processes.Exit(CarryOut(plan, standIn));
        }

        var ends = stackalloc int[2];
        if (!AreStandardStreamsOpen() || Sockets.OpenPair(ends) < 0)
        {
            return;
        }

        // Whether or not the caller ignores it: the monitor has to learn of ends.
        Signals.ResetDisposition(Signals.SIGCHLD);
        var tool = Processes.Fork(0);
        if (tool > 0)
        {
            Files.Close(ends[1]);
            Processes.Exit(new EarlyMonitor((int)tool, words.Namespaces, standIn).Run(ends[0]));
        }

        Files.Close(ends[0]);
        if (tool < 0)
        {
            Files.Close(ends[1]);
            return;
        }

        Processes.Control(Processes.PR_SET_PDEATHSIG, Signals.SIGKILL);
        channel = ends[1];
    }

    /// <summary>For the tool: the connection on which the monitor waits for a plan; -1 where none does.</summary>
    [RuntimeExport("head_start_channel")]
    private static int Channel() => channel;

    private static int CarryOut(PlanView plan, StandIn standIn)
    {
        // As where the tool stays: it cannot tell whether its caller ignores it.
        Signals.ResetDisposition(Signals.SIGPIPE);
        MonitorProcess.CarryOut(plan, &standIn);
        return standIn.Conclude();
    }

    private static bool TryMakeStandIn(ToolWords words, byte** argv, int count, out StandIn standIn)
    {
        // Not constants: a process that is seen from inside erases them.
        var memory = Memory.Allocate(2 * SelfSize + words.CountAgain * sizeof(byte*));
        standIn = default;
        if (memory < 0)
        {
            return false;
        }

        var program = (byte*)memory;
        var stay = program + SelfSize;
        var again = (byte**)(stay + SelfSize);
        Copy("/proc/self/exe"u8, program);
        Copy("--stay"u8, stay);
        words.WriteAgain(program, stay, again);
        standIn = new StandIn(again, argv + count + 1, new ShownArguments(argv, count));
        return true;
    }

    private static void Copy(ReadOnlySpan<byte> text, byte* copy)
    {
        for (var i = 0; i < text.Length; i++)
        {
            copy[i] = text[i];
        }
    }

    // The tool finds something to put in the place of one that is closed, and stays for it.
    private static bool AreStandardStreamsOpen()
    {
        for (var descriptor = 0; descriptor <= Descriptors.LastStandard; descriptor++)
        {
            if (!Descriptors.IsOpen(descriptor))
            {
                return false;
            }
        }

        return true;
    }
}

using System.Runtime;
using Sandbox.HeadStart.Default;
using Sandbox.Init.Linux;

namespace Sandbox.HeadStart;

/// <summary>
/// The first instructions of the native tool. For a command line without options the process makes the plan and executes
/// sandbox-init with it, and there is no runtime at all. For others it executes sandbox-init to make the namespaces, while a
/// child goes on as the tool, starts its runtime, and plans: then it hands the plan over, and ends. So both are done at the
/// same time, and none of the runtime is in the way of the command, or stays in memory while it runs.
/// </summary>
internal static unsafe class HeadStart
{
    // More are passed on to the tool, which takes its time anyway.
    private const int MostWords = 4096;

    // In the tool's copy of this memory: its end of the connection.
    private static int channel = -1;

    /// <summary>Called by <c>tool_start</c>. Returns in the process that goes on as the tool.</summary>
    /// <param name="stack">The initial stack: argc, argv, NULL, envp, NULL, auxiliary vector (the x86-64 psABI, 3.4.1).</param>
    [RuntimeExport("head_start")]
    private static void Begin(nint* stack)
    {
        var count = (int)stack[0];
        var argv = (byte**)(stack + 1);
        var environment = argv + count + 1;
        var words = new ToolWords(argv, count);
        if (count is < 2 or > MostWords || !words.LeaveTheToolIdle)
        {
            return;
        }

        var isDefault = DefaultPlan.TryMake(words, environment, out var plan);
        if ((isDefault || AreStandardStreamsOpen()) && SandboxInit.TryMake(words, environment, out var init))
        {
            if (isDefault)
            {
                init.CarryOut(plan);
            }
            else
            {
                Divide(init, words.HasOwnNetwork);
            }

            init.Close();
        }
    }

    /// <summary>For the tool: the connection on which the monitor waits for a plan; -1 where none does.</summary>
    [RuntimeExport("head_start_channel")]
    private static int Channel() => channel;

    // Returns in the tool: the child, or this process where there is none.
    private static void Divide(SandboxInit init, bool hasOwnNetwork)
    {
        var ends = stackalloc int[2];
        if (Sockets.OpenPair(ends) < 0)
        {
            return;
        }

        // Whether or not the caller ignores it: the monitor has to learn of ends.
        Signals.ResetDisposition(Signals.SIGCHLD);
        var tool = (int)Processes.Fork(0);
        if (tool == 0)
        {
            Files.Close(ends[0]);
            Processes.Control(Processes.PR_SET_PDEATHSIG, Signals.SIGKILL);
            channel = ends[1];
            return;
        }

        Files.Close(ends[1]);
        if (tool > 0)
        {
            init.AwaitPlan(ends[0], tool, hasOwnNetwork);
            int status;
            Signals.Send(tool, Signals.SIGKILL);
            Processes.Wait(tool, &status, 0);
        }

        Files.Close(ends[0]);
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

using Sandbox.Init.Init;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Monitor;

/// <summary>
/// Stage 0: stays outside the namespaces, starts the init, then watches the host and the clock
/// (<see cref="MonitorLoop"/>). It has one thread, which the init's parent-death signal depends on (prctl(2)).
/// </summary>
internal static unsafe class MonitorProcess
{
    private const int NotStarted = 1;

    /// <param name="planDescriptor">The plan's number; the socket's is the next one, passed descriptors follow.</param>
    /// <returns>The exit code: 1 when nothing was started, and the host was told why; otherwise 0.</returns>
    public static int Run(int planDescriptor)
    {
        var host = new HostSocket(planDescriptor + 1);
        Processes.Control(Processes.PR_SET_NAME, (nint)"sandbox-init"u8.Pointer);
        Signals.Block(ulong.MaxValue);
        Signals.ResetDisposition(Signals.SIGCHLD);
        Descriptors.CloseRange(Descriptors.LastStandard + 1, planDescriptor - 1);

        var outcome = PlanFile.Load(planDescriptor, out var plan);
        if (outcome.Failed)
        {
            return Refuse(host, PlanFault.Header, outcome);
        }

        var fault = PlanCheck.Find(plan, planDescriptor);
        if (!fault.Found && !ArePassedDescriptorsOpen(plan, host))
        {
            fault = PlanFault.Header;
        }

        if (fault.Found)
        {
            return Refuse(host, fault, Outcome.Failure(FailedCall.InvalidPlan, Errno.EINVAL));
        }

        Descriptors.CloseRange(planDescriptor, planDescriptor);
        Descriptors.CloseFrom(FirstFreeDescriptor(plan, host));
        outcome = StartInit(plan, host, out var loop);
        if (outcome.Failed)
        {
            return Refuse(host, PlanFault.Header, outcome);
        }

        // Nothing may stay open or busy because of a process that only watches: the command's pipes end when the
        // command closes them, and no directory is in use.
        Descriptors.CloseRange(0, Descriptors.LastStandard);
        Descriptors.CloseRange(host.Descriptor + 1, FirstFreeDescriptor(plan, host) - 1);
        Files.ChangeDirectory("/"u8.Pointer);
        Processes.Control(Processes.PR_SET_DUMPABLE, 0);
        loop.Run();
        return 0;
    }

    private static Outcome StartInit(PlanView plan, HostSocket host, out MonitorLoop loop)
    {
        loop = default;
        var ends = stackalloc int[2];
        var answer = Sockets.OpenPair(ends);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Socket, answer);
        }

        // Low numbers are the command's: a descriptor passed there must not land on the link, which is used after it.
        var initEnd = Descriptors.DuplicateAbove(ends[1], FirstFreeDescriptor(plan, host));
        if (initEnd < 0)
        {
            return Outcome.Of(FailedCall.Dup, initEnd);
        }

        Files.Close(ends[1]);
        var signals = Signals.OpenQueue(MonitorLoop.WatchedSignals);
        if (signals < 0)
        {
            return Outcome.Of(FailedCall.Signalfd, signals);
        }

        var pid = Processes.Fork(plan.Header->Namespaces);
        if (pid < 0)
        {
            return Outcome.Of(FailedCall.Clone, pid);
        }

        if (pid == 0)
        {
            Files.Close(ends[0]);
            Files.Close((int)signals);
            InitProcess.Run(plan, host, new MonitorLink((int)initEnd));
        }

        Files.Close((int)initEnd);
        loop = new MonitorLoop(plan, host, ends[0], (int)signals, (int)pid);
        return Outcome.Success;
    }

    private static bool ArePassedDescriptorsOpen(PlanView plan, HostSocket host)
    {
        // As many as a process may ever have open (fs.nr_open's ceiling), far below where the sum would overflow.
        const uint Ceiling = 1 << 20;
        if (plan.Header->PassedDescriptors > Ceiling)
        {
            return false;
        }

        for (var i = host.Descriptor + 1; i < FirstFreeDescriptor(plan, host); i++)
        {
            if (!Descriptors.IsOpen(i))
            {
                return false;
            }
        }

        return true;
    }

    private static int FirstFreeDescriptor(PlanView plan, HostSocket host) =>
        host.Descriptor + 1 + (int)plan.Header->PassedDescriptors;

    private static int Refuse(HostSocket host, PlanFault where, Outcome outcome)
    {
        host.SendStepFailed(where.Stage, where.Step, outcome);
        return NotStarted;
    }
}

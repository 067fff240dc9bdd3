using System.Diagnostics.CodeAnalysis;
using Sandbox.Init.Descendants;
using Sandbox.Init.Init;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Init.Wrapper;
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
        MonitorLoop loop = default;
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
        if (!fault.Found && !PassedDescriptors.AreOpen(plan, host.Descriptor))
        {
            fault = PlanFault.Header;
        }

        if (fault.Found)
        {
            return Refuse(host, fault, Outcome.Failure(FailedCall.InvalidPlan, Errno.EINVAL));
        }

        Descriptors.CloseFrom(PassedDescriptors.End(plan, host.Descriptor));
        var orphans = default(DescendantTree);
        outcome = plan.Has(PlanFlags.Subreaper) ? DescendantTree.Adopt(out orphans) : Outcome.Success;
        if (!outcome.Failed)
        {
            outcome = StartInit(plan, host, orphans, out loop);
        }

        if (outcome.Failed)
        {
            return Refuse(host, PlanFault.Header, outcome);
        }

        LetGo(plan, host);
        loop.Run();
        return 0;
    }

    // Nothing may stay open or busy because of a process that only watches: the command's pipes end when the command
    // closes them, and no directory is in use.
    private static void LetGo(PlanView plan, HostSocket host)
    {
        var planDescriptor = host.Descriptor - 1;
        Descriptors.CloseRange(0, Descriptors.LastStandard);
        Descriptors.CloseRange(planDescriptor, planDescriptor);
        Descriptors.CloseRange(host.Descriptor + 1, PassedDescriptors.End(plan, host.Descriptor) - 1);
        Files.ChangeDirectory("/"u8.Pointer);
        Processes.Control(Processes.PR_SET_DUMPABLE, 0);
    }

    private static Outcome StartInit(PlanView plan, HostSocket host, DescendantTree orphans, out MonitorLoop loop)
    {
        loop = default;
        var ends = stackalloc int[2];
        var answer = Sockets.OpenPair(ends);
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Socket, answer);
        }

        // Low numbers are the command's: a descriptor passed there must not land on the link, which is used after it.
        var initEnd = Descriptors.DuplicateAbove(ends[1], PassedDescriptors.End(plan, host.Descriptor));
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
            if (plan.Has(PlanFlags.Subreaper))
            {
                orphans.Close();
            }

            BecomeInit(plan, host, new MonitorLink((int)initEnd));
        }

        Files.Close((int)initEnd);
        loop = new MonitorLoop(plan, host, ends[0], (int)signals, (int)pid, orphans);
        return Outcome.Success;
    }

    [DoesNotReturn]
    private static void BecomeInit(PlanView plan, HostSocket host, MonitorLink link)
    {
        var planDescriptor = host.Descriptor - 1;
        if (plan.HasWrapper)
        {
            // The init inside reads the plan, too.
            WrapperProcess.Run(plan, planDescriptor, host, link);
        }

        Files.Close(planDescriptor);
        InitProcess.Run(plan, host, link);
    }

    private static int Refuse(HostSocket host, PlanFault where, Outcome outcome)
    {
        host.SendStepFailed(where.Stage, where.Step, outcome);
        return NotStarted;
    }
}

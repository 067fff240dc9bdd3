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
    /// <param name="standIn">What reads the reports in the host's place; null: the host does.</param>
    /// <returns>The exit code: 1 when nothing was started, and the host was told why; otherwise 0.</returns>
    public static int Run(int planDescriptor, StandIn.StandIn* standIn)
    {
        var host = new HostSocket(planDescriptor + 1);
        MonitorLoop loop = default;
        ShowName(standIn);
        Signals.Block(ulong.MaxValue);
        Signals.ResetDisposition(Signals.SIGCHLD);
        Descriptors.CloseRange(Descriptors.LastStandard + 1, planDescriptor - 1);

        PlanView plan = default;
        var where = PlanFault.Header;
        var outcome = standIn == null ? Outcome.Success : standIn->Open(host.Descriptor);
        if (!outcome.Failed)
        {
            outcome = LoadPlan(planDescriptor, host, out plan, out where);
        }

        if (outcome.Failed)
        {
            return Refuse(host, where, outcome);
        }

        // A stand-in's own end of the socket is the first one behind them.
        Descriptors.CloseFrom(PassedDescriptors.End(plan, host.Descriptor) + (standIn == null ? 0 : 1));
        var orphans = default(DescendantTree);
        outcome = plan.Has(PlanFlags.Subreaper) ? DescendantTree.Adopt(out orphans) : Outcome.Success;
        if (!outcome.Failed)
        {
            outcome = StartInit(plan, host, standIn, orphans, out loop);
        }

        if (outcome.Failed)
        {
            return Refuse(host, PlanFault.Header, outcome);
        }

        if (standIn == null)
        {
            Descriptors.CloseRange(0, Descriptors.LastStandard);
            LetGo(plan, host);
            loop.Run();
        }
        else
        {
            RunInPlace(loop);
        }

        return 0;
    }

    /// <summary>Watches an init that has been started and handed its plan, in the host's place.</summary>
    public static void Watch(PlanView plan, HostSocket host, StandIn.StandIn* standIn, InitConnection connection, int init)
    {
        CommandCgroup.Open(plan, host.Descriptor, 0, out var none);
        RunInPlace(new MonitorLoop(plan, host, standIn, connection, init, default, none));
    }

    /// <summary>Loads a plan and checks it.</summary>
    /// <param name="where">What is at fault where it fails.</param>
    public static Outcome LoadPlan(int descriptor, HostSocket host, out PlanView plan, out PlanFault where)
    {
        where = PlanFault.Header;
        var outcome = PlanFile.Load(descriptor, out plan);
        if (outcome.Failed)
        {
            return outcome;
        }

        where = PlanCheck.Find(plan, descriptor);
        if (!where.Found && (plan.Has(PlanFlags.Continues) || !PassedDescriptors.AreOpen(plan, host.Descriptor)))
        {
            where = PlanFault.Header;
        }

        return where.Found ? Outcome.Failure(FailedCall.InvalidPlan, Errno.EINVAL) : Outcome.Success;
    }

    // What stops or ends a program by default does so to the tool that this process is for the caller: a shell learns from
    // it that its job has stopped.
    private static void RunInPlace(MonitorLoop loop)
    {
        // What is written to a caller that has gone away fails.
        Signals.Block(MonitorLoop.WatchedSignals | Signals.MaskOf(Signals.SIGPIPE));
        loop.Run();
    }

    private static void ShowName(StandIn.StandIn* standIn)
    {
        if (standIn != null)
        {
            standIn->ShowName();
        }
        else
        {
            Processes.Control(Processes.PR_SET_NAME, (nint)"sandbox-init"u8.Pointer);
        }
    }

    /// <summary>
    /// Nothing may stay open or busy because of a process that only watches: the command's pipes end when the command
    /// closes them, and no directory is in use. The standard streams are the caller's affair.
    /// </summary>
    public static void LetGo(PlanView plan, HostSocket host)
    {
        var planDescriptor = host.Descriptor - 1;
        Descriptors.CloseRange(planDescriptor, planDescriptor);
        Descriptors.CloseRange(host.Descriptor + 1, PassedDescriptors.End(plan, host.Descriptor) - 1);
        Files.ChangeDirectory("/"u8.Pointer);
        Processes.Control(Processes.PR_SET_DUMPABLE, 0);
    }

    private static Outcome StartInit(
        PlanView plan, HostSocket host, StandIn.StandIn* standIn, DescendantTree orphans, out MonitorLoop loop)
    {
        loop = default;
        var outcome = InitConnection.Open(PassedDescriptors.End(plan, host.Descriptor), out var connection);
        if (outcome.Failed)
        {
            return outcome;
        }

        outcome = CommandCgroup.Open(plan, host.Descriptor, PassedDescriptors.End(plan, host.Descriptor), out var cgroup);
        if (outcome.Failed)
        {
            return outcome;
        }

        var pid = cgroup.IsThere ? cgroup.Fork(plan) : Processes.Fork(plan.Header->Namespaces);
        if (pid < 0)
        {
            return Outcome.Of(FailedCall.Clone, pid);
        }

        if (pid == 0)
        {
            var link = connection.BecomeInits();
            if (standIn != null)
            {
                standIn->BecomeInits();
            }

            if (plan.Has(PlanFlags.Subreaper))
            {
                orphans.Close();
            }

            EnterCgroup(plan, host, link, cgroup);
            BecomeInit(plan, host, link);
        }

        connection.BecomeMonitors();
        loop = new MonitorLoop(plan, host, standIn, connection, (int)pid, orphans, cgroup);
        return Outcome.Success;
    }

    private static void EnterCgroup(PlanView plan, HostSocket host, MonitorLink link, CommandCgroup cgroup)
    {
        var outcome = cgroup.IsThere ? cgroup.Enter(plan, host.Descriptor) : Outcome.Success;
        if (outcome.Failed)
        {
            host.SendStepFailed(PlanStage.Init, uint.MaxValue, outcome);
            InitProcess.Leave(link);
        }
    }

    /// <summary>What the new process does.</summary>
    [DoesNotReturn]
    public static void BecomeInit(PlanView plan, HostSocket host, MonitorLink link)
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

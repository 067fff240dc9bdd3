using Sandbox.Init.Command;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Init.Steps;
using Sandbox.Wire;

namespace Sandbox.Init.Init;

/// <summary>The init's life once the sandbox is built: starts the command, reaps, passes signals on, cleans up.</summary>
internal static unsafe class InitLoop
{
    /// <summary>Returns when the host knows how it ended.</summary>
    /// <returns>Whether the command ran, and what it had is cleared away.</returns>
    public static bool Run(
        CommandContext* context, HostSocket host, MonitorLink monitor, SandboxProcesses processes)
    {
        if (!processes.EndWithInit)
        {
            // The end of the link tells of the monitor's death, and then there is a kill to survive it for.
            Processes.Control(Processes.PR_SET_PDEATHSIG, 0);
        }

        var children = Signals.OpenQueue(Signals.MaskOf(Signals.SIGCHLD));
        if (children < 0)
        {
            host.SendStepFailed(PlanStage.Init, uint.MaxValue, Outcome.Of(FailedCall.Signalfd, children));
            return false;
        }

        var outcome = CommandLaunch.Start(context, out var command);
        if (outcome.Failed)
        {
            host.SendStepFailed(PlanStage.Init, uint.MaxValue, outcome);
            return false;
        }

        if (CgroupNamespace.IsCommands(context->Plan))
        {
            outcome = CgroupNamespace.Relinquish();
            if (outcome.Failed)
            {
                host.SendStepFailed(PlanStage.Init, uint.MaxValue, outcome);
                return false;
            }
        }

        int status;
        if (context->Failure.Happened)
        {
            Processes.Wait(command, &status, 0);
            context->Failure.Send(host);
            return false;
        }

        // The monitor first: a host that knows has everything killed by an init that is known to be able to.
        monitor.Send(Milestone.Launched);
        host.SendStarted();
        CloseWhatIsTheCommands(context, host);
        status = AwaitCommand(context->Plan, command, (int)children, monitor, processes);
        var kind = processes.Kill((int)children);
        Collector.Run(context->Plan, host);

        // Before the host knows: nobody waits for what comes after that, and another run may want the same path.
        NamedPipes.Remove(context->Plan);
        ResourceUsage usage;
        Processes.GetChildrenUsage(&usage);
        host.SendEnd(kind, PlanStage.Command, status, usage);
        return true;
    }

    // A pipe ends when the command closes it, not when the init does.
    private static void CloseWhatIsTheCommands(CommandContext* context, HostSocket host)
    {
        var passed = (int)context->Plan.Header->PassedDescriptors;
        Descriptors.CloseRange(host.Descriptor + 1, host.Descriptor + passed);
        Descriptors.CloseRange(0, Descriptors.LastStandard);
    }

    /// <returns>The command's wait status.</returns>
    private static int AwaitCommand(
        PlanView plan, int command, int children, MonitorLink monitor, SandboxProcesses processes)
    {
        var polls = stackalloc PollDescriptor[2];
        while (true)
        {
            polls[0] = PollDescriptor.ForReading(children);
            polls[1] = PollDescriptor.ForReading(monitor.Descriptor);
            Clock.Poll(polls, 2, Clock.Never);
            if (polls[0].IsReady && ReapUntil(command, children, out var status))
            {
                return status;
            }

            if (polls[1].IsReady && !ServeMonitor(command, monitor, processes))
            {
                // Without a monitor nobody minds the limits.
                processes.Kill(children);
                NamedPipes.Remove(plan);
                Processes.Exit(1);
            }
        }
    }

    /// <returns>True when the command was reaped.</returns>
    private static bool ReapUntil(int command, int children, out int status)
    {
        SignalInfo info;
        Files.Read(children, (byte*)&info, sizeof(SignalInfo));
        int ended;
        nint pid;
        do
        {
            pid = Processes.Wait(Processes.AnyChild, &ended, Processes.WNOHANG);
        }
        while (pid > 0 && pid != command);
        status = ended;
        return pid == command;
    }

    /// <returns>False when the monitor is gone.</returns>
    private static bool ServeMonitor(int command, MonitorLink monitor, SandboxProcesses processes)
    {
        var answer = monitor.Receive(out var request);
        if (answer != sizeof(RequestRecord))
        {
            return answer == -Errno.EAGAIN;
        }

        switch ((RequestKind)request.Kind)
        {
            case RequestKind.Signal:
                Signals.Send(command, (int)request.Value);
                break;
            case RequestKind.SignalOfMonitor when Signals.TakePending((int)request.Value) && processes.IsInCallersGroup(command):
            case RequestKind.SignalOutsideGroup when processes.IsInCallersGroup(command):
                break;
            case RequestKind.SignalOfMonitor:
            case RequestKind.SignalOutsideGroup:
                Signals.Send(command, (int)request.Value);
                break;
            case RequestKind.SignalAll:
                processes.Signal((int)request.Value);
                break;
            case RequestKind.Kill:
                processes.Signal(Signals.SIGKILL);
                break;
        }

        return true;
    }
}

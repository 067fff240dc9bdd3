using Sandbox.Init.Command;
using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Init;

/// <summary>The init's life once the sandbox is built: starts the command, reaps, passes signals on, cleans up.</summary>
internal static unsafe class InitLoop
{
    // A process may be unkillable for a while: in the middle of a disk access, say, or of another user after set-user-ID.
    private const ulong DeathPatience = 2 * TimeSpec.NanosecondsPerSecond;

    /// <summary>Returns when the host knows how it ended.</summary>
    public static void Run(CommandContext* context, HostSocket host, MonitorLink monitor)
    {
        var children = Signals.OpenQueue(Signals.MaskOf(Signals.SIGCHLD));
        if (children < 0)
        {
            host.SendStepFailed(PlanStage.Init, uint.MaxValue, Outcome.Of(FailedCall.Signalfd, children));
            return;
        }

        var outcome = CommandLaunch.Start(context, out var command);
        if (outcome.Failed)
        {
            host.SendStepFailed(PlanStage.Init, uint.MaxValue, outcome);
            return;
        }

        int status;
        if (context->Failure.Happened)
        {
            Processes.Wait(command, &status, 0);
            context->Failure.Send(host);
            return;
        }

        host.SendStarted();
        monitor.Send(Milestone.Launched);
        CloseWhatIsTheCommands(context, host);
        status = AwaitCommand(command, (int)children, monitor);
        KillRemaining((int)children);
        ResourceUsage usage;
        Processes.GetChildrenUsage(&usage);
        host.SendEnd(ReportKind.Exited, PlanStage.Command, status, usage);
    }

    // A pipe ends when the command closes it, not when the init does.
    private static void CloseWhatIsTheCommands(CommandContext* context, HostSocket host)
    {
        var passed = (int)context->Plan.Header->PassedDescriptors;
        Descriptors.CloseRange(host.Descriptor + 1, host.Descriptor + passed);
        Descriptors.CloseRange(0, Descriptors.LastStandard);
    }

    /// <returns>The command's wait status.</returns>
    private static int AwaitCommand(int command, int children, MonitorLink monitor)
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

            if (polls[1].IsReady)
            {
                ServeMonitor(command, monitor);
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

    private static void ServeMonitor(int command, MonitorLink monitor)
    {
        var answer = monitor.Receive(out var request);
        if (answer == -Errno.EAGAIN)
        {
            return;
        }

        if (answer != sizeof(RequestRecord))
        {
            // Without a monitor nobody minds the limits; ending process 1 ends everything.
            Processes.Exit(1);
        }

        switch ((RequestKind)request.Kind)
        {
            case RequestKind.Signal:
                Signals.Send(command, (int)request.Value);
                break;
            case RequestKind.SignalOutsideGroup when Processes.IsInOwnGroup(command):
                break;
            case RequestKind.SignalOutsideGroup:
                Signals.Send(command, (int)request.Value);
                break;
            case RequestKind.SignalAll:
                Signals.Send(Signals.Everyone, (int)request.Value);
                break;
            case RequestKind.Kill:
                Signals.Send(Signals.Everyone, Signals.SIGKILL);
                break;
        }
    }

    /// <summary>
    /// Ends and reaps every other process. What outlives the patience ends with process 1: the kernel kills it, and
    /// waits for it before anyone can reap the init.
    /// </summary>
    private static void KillRemaining(int children)
    {
        var deadline = Clock.Never;
        while (true)
        {
            Signals.Send(Signals.Everyone, Signals.SIGKILL);
            int status;
            nint pid;
            do
            {
                pid = Processes.Wait(Processes.AnyChild, &status, Processes.WNOHANG);
            }
            while (pid > 0);
            if (pid < 0)
            {
                return;
            }

            if (deadline == Clock.Never)
            {
                deadline = Clock.In(DeathPatience);
            }
            else if (Clock.Now() >= deadline)
            {
                return;
            }

            var poll = PollDescriptor.ForReading(children);
            Clock.Poll(&poll, 1, deadline);
            SignalInfo info;
            Files.Read(children, (byte*)&info, sizeof(SignalInfo));
        }
    }
}

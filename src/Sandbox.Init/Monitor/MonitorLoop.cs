using Sandbox.Init.Descendants;
using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Monitor;

/// <summary>The monitor's life: what it waits for, and what it does then.</summary>
internal unsafe partial struct MonitorLoop
{
    /// <summary>SIGCHLD, and the signals that hosts forward. All others stay blocked, unread.</summary>
    public const ulong WatchedSignals =
        1UL << (Signals.SIGCHLD - 1) | 1UL << (Signals.SIGINT - 1) | 1UL << (Signals.SIGTERM - 1)
        | 1UL << (Signals.SIGHUP - 1) | 1UL << (Signals.SIGQUIT - 1) | 1UL << (Signals.SIGUSR1 - 1)
        | 1UL << (Signals.SIGUSR2 - 1) | 1UL << (Signals.SIGWINCH - 1);

    // poll(2) passes over it.
    private const int NoDescriptor = -1;

    // Another one once a sandbox that was held gets its command.
    private PlanView plan;
    private readonly HostSocket host;

    // What reads the reports in the host's place, or null.
    private readonly StandIn.StandIn* standIn;
    private readonly int signals;
    private readonly int init;

    // What the init has left behind when it dies, where no pid namespace dies with it.
    private readonly DescendantTree orphans;

    private CommandCgroup cgroup;

    // The monitor's end of MonitorLink, or -1 once the init closed its own.
    private int link;
    private Milestone last;
    private bool hasChildEnded;
    private bool isAbandoned;
    private MonitorPhase phase;
    private ulong deadline;
    private ulong nextReading;
    private SignalEcho echo;

    public MonitorLoop(
        PlanView plan, HostSocket host, StandIn.StandIn* standIn, InitConnection connection, int init, DescendantTree orphans,
        CommandCgroup cgroup)
    {
        this = default;
        this.plan = plan;
        this.host = host;
        this.standIn = standIn;
        link = connection.Link;
        signals = connection.Signals;
        this.init = init;
        this.orphans = orphans;
        this.cgroup = cgroup;
        deadline = Clock.Never;
        nextReading = Clock.Never;
    }

    /// <summary>Returns when the init is reaped and the host knows how it ended.</summary>
    public void Run()
    {
        var polls = stackalloc PollDescriptor[5];
        while (true)
        {
            polls[0] = PollDescriptor.ForReading(signals);
            polls[1] = PollDescriptor.ForReading(IsLinkAwaited ? link : NoDescriptor);
            polls[2] = IsInitReading ? PollDescriptor.ForEnd(WhatToRead()) : PollDescriptor.ForReading(WhatToRead());
            polls[3] = PollDescriptor.ForChange(IsHeld ? NoDescriptor : cgroup.ProcessEvents);
            polls[4] = PollDescriptor.ForChange(IsHeld ? NoDescriptor : cgroup.MemoryEvents);
            Clock.Poll(polls, 5, deadline < nextReading ? deadline : nextReading);

            if (polls[0].IsReady)
            {
                ReadSignals();
            }

            if (polls[1].IsReady)
            {
                ReadMilestones();
            }

            if (hasChildEnded && Reap())
            {
                return;
            }

            if (polls[2].IsReady && standIn != null)
            {
                ReadReports();
            }
            else if (polls[2].IsReady)
            {
                ReadRequests();
            }

            if ((polls[3].IsReady && cgroup.IsProcessLimitReached())
                || (polls[4].IsReady && cgroup.IsMemoryLimitReached()))
            {
                Kill();
            }

            if (nextReading != Clock.Never && Clock.Now() >= nextReading)
            {
                ReadProcessorTime();
            }

            if (deadline != Clock.Never && Clock.Now() >= deadline)
            {
                PassDeadline();
            }
        }
    }

    // What the init tells is read before anything is done that depends on it; the monitor wakes up for it where it begins to
    // measure a time, where a report is its own to send, and where it hands over the host's socket.
    private readonly bool IsLinkAwaited =>
        deadline != Clock.Never || plan.Has(PlanFlags.HasWallTime) || plan.Header->CgroupProcessorTime != 0 || plan.IsPid1 || IsHeld;

    // What happens in a group before there is a command is another's affair.
    private readonly bool IsHeld => plan.Has(PlanFlags.Held);

    // Then the monitor looks for the end alone, which an init that was stopped does not see.
    private readonly bool IsInitReading => last == Milestone.Waiting;

    // A host that is gone has nothing more to say.
    private readonly int WhatToRead() =>
        standIn != null ? standIn->Reports : isAbandoned ? NoDescriptor : host.Descriptor;

    private void ReadSignals()
    {
        SignalInfo info;
        while (Files.Read(signals, (byte*)&info, sizeof(SignalInfo)) == sizeof(SignalInfo))
        {
            if (info.Number == Signals.SIGCHLD)
            {
                hasChildEnded = true;
            }
            else if (standIn != null)
            {
                PassOn(info.Number);
            }
            else
            {
                echo.Note(info.Number);
            }
        }
    }

    private void ReadMilestones()
    {
        while (link >= 0)
        {
            Milestone milestone;
            ControlMessage control = default;
            var answer = Sockets.ReceiveWithControl(
                link, &milestone, sizeof(Milestone), waits: false, &control, sizeof(ControlMessage));
            if (answer == -Errno.EAGAIN)
            {
                return;
            }

            if (answer == sizeof(Milestone))
            {
                Pass(milestone);
                if (milestone == Milestone.Commanded && !TakeCommand(control))
                {
                    Abandon();
                }

                continue;
            }

            Files.Close(link);
            link = -1;
            if (last == Milestone.Executing)
            {
                // execve closed it: what was the init is the command now.
                host.SendStarted();
                Pass(Milestone.Launched);
            }
        }
    }

    private void Pass(Milestone milestone)
    {
        last = milestone;
        if (milestone == Milestone.Launched && phase == MonitorPhase.SettingUp)
        {
            phase = MonitorPhase.Running;
            deadline = plan.Has(PlanFlags.HasWallTime) ? Clock.In(plan.Header->WallTime) : Clock.Never;
            nextReading = plan.Header->CgroupProcessorTime == 0 ? Clock.Never : Clock.Now();
        }
    }
}

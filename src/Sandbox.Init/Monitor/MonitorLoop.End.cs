using Sandbox.Init.Descendants;
using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Monitor;

/// <summary>How a sandbox ends.</summary>
internal unsafe partial struct MonitorLoop
{
    // How long the init may take to kill everything before it is killed itself: longer than it tries.
    private readonly ulong KillPatience => plan.Has(PlanFlags.Subreaper)
        ? DescendantKill.Patience + TimeSpec.NanosecondsPerSecond
        : 2 * TimeSpec.NanosecondsPerSecond;

    // A tree that keeps many processors busy uses up what is left in a fraction of the time.
    private const ulong ReadingsAhead = 64;
    private const ulong ShortestInterval = 10_000_000;
    private const ulong LongestInterval = 250_000_000;

    private void ReadProcessorTime()
    {
        var limit = plan.Header->CgroupProcessorTime;
        var used = cgroup.ReadProcessorTime();
        if (used >= limit)
        {
            host.Send(new() { Kind = (uint)ReportKind.ProcessorTimeReached });
            Terminate(Signals.SIGXCPU);
            return;
        }

        var interval = (limit - used) / ReadingsAhead;
        nextReading = Clock.In(
            interval < ShortestInterval ? ShortestInterval : interval > LongestInterval ? LongestInterval : interval);
    }

    private void PassDeadline()
    {
        deadline = Clock.Never;
        switch (phase)
        {
            case MonitorPhase.SettingUp:
                KillInit();
                break;
            case MonitorPhase.Running:
                host.Send(new() { Kind = (uint)ReportKind.WallTimeReached });
                Terminate(Signals.SIGTERM);
                break;
            case MonitorPhase.Terminating:
                Kill();
                break;
            case MonitorPhase.Killing:
                KillInit();
                break;
        }
    }

    private void Terminate(int signal)
    {
        nextReading = Clock.Never;
        if (plan.Header->KillAfter == 0)
        {
            Kill();
            return;
        }

        Relay(RequestKind.SignalAll, (uint)signal);
        // A stopped process could not take it otherwise.
        Relay(RequestKind.SignalAll, Signals.SIGCONT);
        phase = MonitorPhase.Terminating;
        deadline = Clock.In(plan.Header->KillAfter);
    }

    /// <summary>Has everything killed, by the init when it is able to, so that it can still tell the command's end.</summary>
    private void Kill()
    {
        ReadMilestones();
        if (phase >= MonitorPhase.Killing)
        {
            return;
        }

        if (phase == MonitorPhase.SettingUp || plan.IsPid1)
        {
            KillInit();
            return;
        }

        Relay(RequestKind.Kill, 0);
        nextReading = Clock.Never;
        phase = MonitorPhase.Killing;
        deadline = Clock.In(KillPatience);
    }

    /// <summary>
    /// Process 1 of a namespace takes all others with it (pid_namespaces(7)), a wrapper the namespaces it made; what any
    /// other leaves behind is killed once it is reaped.
    /// </summary>
    private void KillInit()
    {
        phase = MonitorPhase.Killed;
        deadline = Clock.Never;
        Signals.Send(init, Signals.SIGKILL);
    }

    /// <summary>Nobody is left to report to; the init may still have something to clear away.</summary>
    private void Abandon()
    {
        isAbandoned = true;
        Kill();
    }

    /// <returns>False when some are left.</returns>
    private readonly bool KillOrphans() => !plan.Has(PlanFlags.Subreaper) || DescendantKill.Run(orphans, signals);

    /// <returns>False when the init lives on: it was only stopped or continued.</returns>
    private bool Reap()
    {
        hasChildEnded = false;
        if (standIn != null)
        {
            standIn->ReapTool();
        }

        int status;
        ResourceUsage usage;
        if (Processes.Wait(init, &status, Processes.WNOHANG, &usage) != init)
        {
            return false;
        }

        ReadMilestones();
        var areAllDead = KillOrphans();
        if (last != Milestone.Reported)
        {
            var isCommand = plan.IsPid1 && last == Milestone.Launched;
            host.SendEnd(
                isCommand ? ReportKind.Exited : KindOfLoss(areAllDead),
                isCommand ? PlanStage.Command : PlanStage.Init,
                status,
                usage);
        }

        return true;
    }

    // A wrapper that fails says so by ending before sandbox-init runs inside.
    private readonly ReportKind KindOfLoss(bool areAllDead) =>
        !areAllDead ? ReportKind.Survivors
        : plan.HasWrapper && last == Milestone.None ? ReportKind.WrapperFailed
        : ReportKind.Lost;
}

using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Monitor;

/// <summary>How a sandbox ends.</summary>
internal unsafe partial struct MonitorLoop
{
    // How long the init may take to kill everything before it is killed itself.
    private const ulong KillPatience = 2 * TimeSpec.NanosecondsPerSecond;

    private void PassDeadline()
    {
        deadline = Clock.Never;
        switch (phase)
        {
            case MonitorPhase.Running:
                host.Send(new() { Kind = (uint)ReportKind.WallTimeReached });
                Terminate();
                break;
            case MonitorPhase.Terminating:
                Kill();
                break;
            case MonitorPhase.Killing:
                KillInit();
                break;
        }
    }

    private void Terminate()
    {
        if (plan.Header->KillAfter == 0)
        {
            Kill();
            return;
        }

        Relay(RequestKind.SignalAll, Signals.SIGTERM);
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
        phase = MonitorPhase.Killing;
        deadline = Clock.In(KillPatience);
    }

    /// <summary>Process 1 of a namespace takes all others with it (pid_namespaces(7)).</summary>
    private void KillInit()
    {
        phase = MonitorPhase.Killed;
        deadline = Clock.Never;
        Signals.Send(init, Signals.SIGKILL);
    }

    /// <summary>Nobody is left to report to.</summary>
    private void Abandon()
    {
        KillInit();
        int status;
        Processes.Wait(init, &status, 0);
    }

    /// <returns>False when the init lives on: it was only stopped or continued.</returns>
    private bool Reap()
    {
        hasChildEnded = false;
        int status;
        ResourceUsage usage;
        if (Processes.Wait(init, &status, Processes.WNOHANG, &usage) != init)
        {
            return false;
        }

        ReadMilestones();
        if (last != Milestone.Reported)
        {
            var isCommand = plan.IsPid1 && last == Milestone.Launched;
            host.SendEnd(
                isCommand ? ReportKind.Exited : ReportKind.Lost,
                isCommand ? PlanStage.Command : PlanStage.Init,
                status,
                usage);
        }

        return true;
    }
}

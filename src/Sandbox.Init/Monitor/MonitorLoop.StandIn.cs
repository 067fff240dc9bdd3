using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Monitor;

/// <summary>What a monitor does that has taken its host's place.</summary>
internal unsafe partial struct MonitorLoop
{
    // Setting up takes milliseconds; where it hangs, who asks for the end shall have it.
    private const ulong SetupPatience = TimeSpec.NanosecondsPerSecond;

    private readonly void ReadReports()
    {
        if (standIn->Read())
        {
            // Standard error stays, for what is to be said at the end.
            Descriptors.CloseRange(0, Descriptors.LastStandard - 1);
            MonitorProcess.LetGo(plan, host);
        }
    }

    private void PassOn(uint signal)
    {
        // One that is blocked comes although it is ignored, as nohup(1) has SIGHUP be.
        if (Signals.IsIgnored((int)signal))
        {
            return;
        }

        ReadMilestones();
        if (phase == MonitorPhase.SettingUp && signal is Signals.SIGHUP or Signals.SIGINT or Signals.SIGQUIT or Signals.SIGTERM)
        {
            standIn->End(signal);
            deadline = deadline == Clock.Never ? Clock.In(SetupPatience) : deadline;
        }

        Relay(RequestKind.SignalOfMonitor, signal);
    }
}

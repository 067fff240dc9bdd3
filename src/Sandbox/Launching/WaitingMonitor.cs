using System.Runtime.InteropServices;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>
/// A monitor that waits for its plan: this process's parent, and what its caller knows as the tool (src/Sandbox.HeadStart).
/// </summary>
/// <param name="socket">The connection with it.</param>
internal sealed class WaitingMonitor(int socket)
{
    /// <summary>Hands a plan over: what is left to do, the monitor does.</summary>
    /// <param name="plan">A plan that <see cref="StandInLauncher.Serves"/>.</param>
    /// <exception cref="SandboxSetupException">It could not be handed over.</exception>
    public void Take(LaunchPlan plan)
    {
        HandedDescriptors.RefuseDirectories([0, 1, 2], []);
        using var file = Memfd.CreateData("sandbox-plan", PlanEncoder.Encode(plan));
        var control = new ControlMessage
        {
            Length = ControlMessage.LengthOfOne,
            Level = LibC.SOL_SOCKET,
            Type = LibC.SCM_RIGHTS,
            Descriptor = file.Number,
        };
        Send(ToolAnswer.Plan, MemoryMarshal.AsBytes(new ReadOnlySpan<ControlMessage>(in control)));
    }

    /// <summary>Asks it to start the tool anew, which then stays while the command runs.</summary>
    /// <exception cref="SandboxSetupException">It could not be asked.</exception>
    public void AskToStay() => Send(ToolAnswer.Stay, []);

    private void Send(ToolAnswer answer, ReadOnlySpan<byte> control)
    {
        if (UnixMessages.Send(socket, answer, control) is < 0 and var sent)
        {
            throw SystemError.From((int)-sent, "hand the plan to the monitor");
        }
    }
}

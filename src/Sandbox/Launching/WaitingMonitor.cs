using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Wire;

namespace Sandbox.Launching;

/// <summary>
/// A monitor that waits for its plan: this process's parent, and what its caller knows as the tool (src/Sandbox.HeadStart).
/// </summary>
/// <param name="socket">The connection with it.</param>
internal sealed unsafe class WaitingMonitor(int socket)
{
    /// <summary>Hands a plan over: what is left to do, the monitor does.</summary>
    /// <param name="plan">A plan that <see cref="StandInLauncher.Serves"/>.</param>
    /// <exception cref="SandboxSetupException">It could not be handed over.</exception>
    public void Take(LaunchPlan plan)
    {
        HandedDescriptors.RefuseDirectories([0, 1, 2], []);
        using var file = Memfd.CreateData("sandbox-plan", PlanEncoder.Encode(plan));
        Send(ToolAnswer.Plan, file);
    }

    /// <summary>Asks it to start the tool anew, which then stays while the command runs.</summary>
    /// <exception cref="SandboxSetupException">It could not be asked.</exception>
    public void AskToStay() => Send(ToolAnswer.Stay, file: null);

    private void Send(ToolAnswer answer, DescriptorHandle? file)
    {
        var part = new MessagePart { Start = (byte*)&answer, Length = (nuint)Unsafe.SizeOf<ToolAnswer>() };
        var control = new ControlMessage
        {
            Length = ControlMessage.LengthOfOne,
            Level = LibC.SOL_SOCKET,
            Type = LibC.SCM_RIGHTS,
            Descriptor = file?.Number ?? 0,
        };
        var header = new MessageHeader
        {
            Parts = &part,
            PartCount = 1,
            Control = file is null ? null : &control,
            ControlLength = file is null ? 0 : (nuint)sizeof(ControlMessage),
        };
        while (LibC.sendmsg(socket, &header, LibC.MSG_NOSIGNAL) < 0)
        {
            if (Marshal.GetLastPInvokeError() != Errno.EINTR)
            {
                throw SystemError.Last("hand the plan to the monitor");
            }
        }
    }
}

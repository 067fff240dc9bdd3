using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Monitor;

/// <summary>What the host asks for.</summary>
internal unsafe partial struct MonitorLoop
{
    /// <returns>False when the host is gone, or says what no host of this build says.</returns>
    private bool ReadRequest()
    {
        RequestRecord request;
        CommandDescriptors descriptors = default;
        var answer = Sockets.ReceiveWithControl(
            host.Descriptor, &request, sizeof(RequestRecord), waits: false, &descriptors, sizeof(CommandDescriptors));
        if (answer == -Errno.EAGAIN)
        {
            return true;
        }

        if (answer != sizeof(RequestRecord))
        {
            return false;
        }

        var isSignal = request.Value is > 0 and <= Signals.MaxNumber;
        switch ((RequestKind)request.Kind)
        {
            case RequestKind.Signal when isSignal:
                Forward(request.Value);
                return true;
            case RequestKind.SignalAll when isSignal:
                Relay(RequestKind.SignalAll, request.Value);
                return true;
            case RequestKind.Kill:
                Kill();
                return true;
            case RequestKind.Execute:
                return descriptors.AreComplete && Execute(request, descriptors);
            default:
                return false;
        }
    }

    /// <summary>Has a sandbox that is held execute its command.</summary>
    private bool Execute(RequestRecord request, CommandDescriptors descriptors)
    {
        if (!IsHeld || phase != MonitorPhase.SettingUp)
        {
            return false;
        }

        cgroup = cgroup.CountAnew();

        // An init that has ended does not take it, which its end tells.
        Sockets.SendWithControl(link, &request, sizeof(RequestRecord), &descriptors, sizeof(CommandDescriptors));
        Files.Close(descriptors.Input);
        Files.Close(descriptors.Output);
        Files.Close(descriptors.Error);
        var outcome = Continuation.Load(plan, descriptors.Plan, host, out var next);
        if (!outcome.Failed)
        {
            plan = next;
        }

        return !outcome.Failed;
    }

    private void Forward(uint signal)
    {
        // The group's own copy may have come since the last poll.
        ReadSignals();
        Relay(echo.Take(signal) ? RequestKind.SignalOutsideGroup : RequestKind.Signal, signal);
    }

    private readonly void Relay(RequestKind kind, uint value)
    {
        if (plan.IsPid1)
        {
            // The command is all that can be reached: nobody inside could pass it on to the others.
            if (kind != RequestKind.SignalOutsideGroup || !Processes.IsInOwnGroup(init))
            {
                Signals.Send(init, (int)value);
            }

            return;
        }

        var request = new RequestRecord { Kind = (uint)kind, Value = value };
        Sockets.Send(link, &request, sizeof(RequestRecord));
    }
}

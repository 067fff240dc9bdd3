using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Monitor;

/// <summary>What the host asks for.</summary>
internal unsafe partial struct MonitorLoop
{
    private void ReadRequests()
    {
        // Where the init has begun to wait, what has come since is for the init.
        ReadMilestones();
        if (!isAbandoned && (IsInitReading ? PollDescriptor.IsAtEnd(host.Descriptor) : !ReadRequest()))
        {
            Abandon();
        }
    }

    /// <returns>False when the host is gone, or says what no host of this build says.</returns>
    private bool ReadRequest()
    {
        RequestRecord request;
        var answer = Sockets.Receive(host.Descriptor, &request, sizeof(RequestRecord));
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
            default:
                return false;
        }
    }

    /// <summary>A sandbox that was held has got its command.</summary>
    /// <param name="control">What came with the message: the plan.</param>
    /// <returns>False where it is none for this sandbox.</returns>
    private bool TakeCommand(ControlMessage control)
    {
        if (!control.IsDescriptor || !IsHeld || phase != MonitorPhase.SettingUp)
        {
            return false;
        }

        var outcome = Continuation.Load(plan, control.Descriptor, host, out var next);
        if (outcome.Failed)
        {
            return false;
        }

        plan = next;
        if (cgroup.IsThere)
        {
            cgroup = cgroup.CountAnew();
            var counting = new RequestRecord { Kind = (uint)RequestKind.Execute };
            Sockets.Send(link, &counting, sizeof(RequestRecord));
        }

        return true;
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

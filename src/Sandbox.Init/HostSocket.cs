using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init;

/// <summary>
/// The socket to the host. The monitor and the init both report on it; the monitor alone reads it, but for the time in which a
/// sandbox is held, when the init alone does (<see cref="Milestone.Waiting"/>): so it takes one process less to be woken.
/// </summary>
internal readonly unsafe struct HostSocket
{
    public HostSocket(int descriptor) => Descriptor = descriptor;

    public int Descriptor { get; }

    /// <summary>Sends a record. A host that is gone is noticed by the monitor's poll, not here.</summary>
    public void Send(ReportRecord record) => Sockets.Send(Descriptor, &record, sizeof(ReportRecord));

    /// <summary>Sends a record together with a copy of a descriptor.</summary>
    /// <returns>The kernel's answer.</returns>
    public nint SendWithDescriptor(ReportRecord record, int descriptor) =>
        Sockets.SendWithDescriptor(Descriptor, &record, sizeof(ReportRecord), descriptor);

    /// <summary>Waits for the next request, and takes the descriptors that come with it.</summary>
    /// <returns>The kernel's answer: the size of a request, 0 when the host is gone, or a negated errno.</returns>
    public nint AwaitRequest(RequestRecord* request, CommandDescriptors* descriptors)
    {
        *descriptors = default;
        return Sockets.ReceiveWithControl(
            Descriptor, request, sizeof(RequestRecord), waits: true, descriptors, sizeof(CommandDescriptors));
    }

    public void SendStarted() => Send(new() { Kind = (uint)ReportKind.Started });

    public void SendStepFailed(PlanStage stage, uint step, Outcome outcome) => Send(new()
    {
        Kind = (uint)ReportKind.StepFailed,
        Stage = (uint)stage,
        StepIndex = step,
        Call = (uint)outcome.Call,
        Errno = outcome.Errno,
    });

    /// <param name="kind"><see cref="ReportKind.Exited"/>, or what else tells of an end.</param>
    public void SendEnd(ReportKind kind, PlanStage stage, int waitStatus, in ResourceUsage usage) => Send(new()
    {
        Kind = (uint)kind,
        Stage = (uint)stage,
        WaitStatus = waitStatus,
        UserMicroseconds = Microseconds(usage.UserSeconds, usage.UserMicroseconds),
        SystemMicroseconds = Microseconds(usage.SystemSeconds, usage.SystemMicroseconds),
        MaxResident = usage.MaxResident,
        MinorFaults = usage.MinorFaults,
        MajorFaults = usage.MajorFaults,
        VoluntarySwitches = usage.VoluntarySwitches,
        InvoluntarySwitches = usage.InvoluntarySwitches,
    });

    private static long Microseconds(long seconds, long microseconds) => seconds * 1_000_000 + microseconds;
}

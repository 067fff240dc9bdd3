using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>
/// One queue for the command's standard output and error, so that what is written to both stays in order: two datagram
/// sockets that are connected to a third (unix(7)), each write a datagram. They are made inside, for a socket belongs to the
/// network namespace it was made in, and could be connected to others there.
/// </summary>
internal static unsafe class OrderedOutputs
{
    // As much as the kernel lets an ordinary user have (net.core.wmem_max): a write that is larger fails.
    private const int SendBuffer = 1 << 20;

    // A name of the kernel's choice: an address of its family alone.
    private const int Unnamed = sizeof(ushort);

    /// <summary>Makes them in place of this process's own outputs, which the command inherits, and hands the host all three.</summary>
    public static Outcome Make(uint index, HostSocket host)
    {
        var address = new LocalAddress { Family = LocalAddress.AF_UNIX };
        var outcome = Open(&address, Unnamed, out var receiver);
        if (outcome.Failed)
        {
            return outcome;
        }

        var length = sizeof(LocalAddress);
        var answer = Sockets.GetName(receiver, &address, &length);
        outcome = Outcome.Of(FailedCall.Socket, answer);
        if (!outcome.Failed)
        {
            outcome = Hand(index, 0, receiver, host);
        }

        for (var output = 1; output <= Descriptors.LastStandard && !outcome.Failed; output++)
        {
            outcome = Connect(output, &address, length);
            if (!outcome.Failed)
            {
                outcome = Hand(index, (uint)output, output, host);
            }
        }

        Files.Close(receiver);
        return outcome;
    }

    private static Outcome Open(LocalAddress* address, int length, out int descriptor)
    {
        var answer = Sockets.OpenDatagram();
        descriptor = (int)answer;
        return answer < 0 ? Outcome.Of(FailedCall.Socket, answer) : Outcome.Of(FailedCall.Bind, Sockets.Bind(descriptor, address, length));
    }

    // Named as well: the receiver tells them apart by that.
    private static Outcome Connect(int output, LocalAddress* receiver, int length)
    {
        var unnamed = new LocalAddress { Family = LocalAddress.AF_UNIX };
        var outcome = Open(&unnamed, Unnamed, out var sender);
        if (outcome.Failed)
        {
            return outcome;
        }

        Sockets.SetSendBuffer(sender, SendBuffer);
        outcome = Outcome.Of(FailedCall.Connect, Sockets.Connect(sender, receiver, length));
        if (!outcome.Failed)
        {
            outcome = Outcome.Of(FailedCall.Dup, Descriptors.DuplicateTo(sender, output));
        }

        Files.Close(sender);
        return outcome;
    }

    private static Outcome Hand(uint index, uint which, int descriptor, HostSocket host) => Outcome.Of(
        FailedCall.SendDescriptor,
        host.SendWithDescriptor(
            new() { Kind = (uint)ReportKind.Handed, Stage = (uint)PlanStage.Init, StepIndex = index, Which = which }, descriptor));
}

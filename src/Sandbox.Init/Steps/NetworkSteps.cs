using Sandbox.Init.Linux;
using Sandbox.Init.Plan;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>The devices of the sandbox's own network.</summary>
internal static unsafe class NetworkSteps
{
    public static Outcome Take(PlanView plan, StepRecord* step)
    {
        var name = plan.Text(step->Text1);
        if (name.Length >= InterfaceRequest.IFNAMSIZ)
        {
            return Outcome.Failure(FailedCall.InvalidPlan, Errno.ENAMETOOLONG);
        }

        var answer = Sockets.OpenForDevices();
        if (answer < 0)
        {
            return Outcome.Of(FailedCall.Socket, answer);
        }

        var socket = (int)answer;
        answer = SetUp(socket, (StepCode)step->Code, name, AddressOf((uint)step->Value1));
        Files.Close(socket);
        return Outcome.Of(FailedCall.Ioctl, answer);
    }

    private static nint SetUp(int socket, StepCode code, Text name, SocketAddress address)
    {
        var request = InterfaceRequest.For(name.Pointer, name.Length);
        return code switch
        {
            StepCode.InterfaceUp => NetworkDevices.BringUp(socket, &request),
            StepCode.AddAddress => NetworkDevices.AddAddress(socket, &request, address),
            _ => NetworkDevices.AddRoute(socket, name.Pointer, address),
        };
    }

    private static SocketAddress AddressOf(uint value) =>
        SocketAddress.Of((byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value);
}

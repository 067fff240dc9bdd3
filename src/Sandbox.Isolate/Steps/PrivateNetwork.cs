using Sandbox.Init.Linux;
using Sandbox.Isolate.Errors;

namespace Sandbox.Isolate.Steps;

/// <summary>Sets up the loopback device of a new network namespace, which has no other.</summary>
internal static unsafe class PrivateNetwork
{
    public static Refusal SetUp()
    {
        var answer = Sockets.OpenForDevices();
        if (answer < 0)
        {
            return Refusal.If(IsolationStep.OpenSocket, answer);
        }

        var socket = (int)answer;
        var refusal = SetUp(socket);
        Files.Close(socket);
        return refusal;
    }

    private static Refusal SetUp(int socket)
    {
        // The kernel gives it 127.0.0.1 and ::1.
        var device = "lo"u8;
        var request = InterfaceRequest.For(device.Pointer, device.Length);
        var answer = NetworkDevices.BringUp(socket, &request);
        if (answer < 0)
        {
            return Refusal.If(IsolationStep.BringLoopbackUp, answer);
        }

        var alias = "lo:1"u8;
        request = InterfaceRequest.For(alias.Pointer, alias.Length);
        answer = NetworkDevices.AddAddress(socket, &request, SocketAddress.Of(192, 0, 2, 2));
        return answer < 0
            ? Refusal.If(IsolationStep.AddAddress, answer)
            : Refusal.If(
                IsolationStep.AddRoute, NetworkDevices.AddRoute(socket, device.Pointer, SocketAddress.Of(232, 0, 1, 1)));
    }
}

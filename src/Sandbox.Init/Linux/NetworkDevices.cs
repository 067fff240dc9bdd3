namespace Sandbox.Init.Linux;

/// <summary>
/// Devices of the caller's network namespace (netdevice(7)), set up through a socket of <see cref="Sockets.OpenForDevices"/>.
/// Each call answers as <see cref="Syscall.Invoke(nint)"/> does.
/// </summary>
internal static unsafe class NetworkDevices
{
    /// <param name="request">Names the device.</param>
    public static nint BringUp(int socket, InterfaceRequest* request)
    {
        var answer = Sockets.ControlDevice(socket, InterfaceRequest.SIOCGIFFLAGS, request);
        if (answer < 0)
        {
            return answer;
        }

        request->Flags |= InterfaceRequest.IFF_UP;
        return Sockets.ControlDevice(socket, InterfaceRequest.SIOCSIFFLAGS, request);
    }

    /// <summary>A further address of a device, and not the network around it.</summary>
    /// <param name="request">Names the alias that holds it: the device, a colon and a number.</param>
    public static nint AddAddress(int socket, InterfaceRequest* request, SocketAddress address)
    {
        request->Address = address;
        var answer = Sockets.ControlDevice(socket, InterfaceRequest.SIOCSIFADDR, request);
        if (answer < 0)
        {
            return answer;
        }

        // The kernel has taken the mask from the address's class, by which the loopback device would be the whole network.
        request->Address = SocketAddress.Of(255, 255, 255, 255);
        return Sockets.ControlDevice(socket, InterfaceRequest.SIOCSIFNETMASK, request);
    }

    /// <summary>Has one destination, and no other, go out through a device.</summary>
    public static nint AddRoute(int socket, byte* device, SocketAddress destination)
    {
        var request = new RouteRequest
        {
            Destination = destination,
            Mask = SocketAddress.Of(255, 255, 255, 255),
            Flags = RouteRequest.RTF_UP | RouteRequest.RTF_HOST,
            Device = device,
        };
        return Sockets.ControlRoute(socket, RouteRequest.SIOCADDRT, &request);
    }
}

using System.Net;
using System.Net.Sockets;

namespace Sandbox.Conformance;

/// <summary>
/// Listeners of the test's own on the host's network: a port of the loopback device and an abstract socket (unix(7)).
/// The kernel lists both in /proc/net of whoever shares the network.
/// </summary>
internal sealed class HostListeners : IDisposable
{
    private readonly TcpListener _port = new(IPAddress.Loopback, 0);
    private readonly Socket _abstract = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    public HostListeners()
    {
        Name = $"conformance-{Guid.NewGuid():N}";
        _port.Start();
        _abstract.Bind(new UnixDomainSocketEndPoint("\0" + Name));
        _abstract.Listen();
    }

    /// <summary>The abstract socket's name.</summary>
    public string Name { get; }

    /// <summary>The port as /proc/net/tcp has it.</summary>
    public string Port => $":{((IPEndPoint)_port.LocalEndpoint).Port:X4} 00000000:0000 0A";

    public void Dispose()
    {
        _port.Dispose();
        _abstract.Dispose();
    }
}

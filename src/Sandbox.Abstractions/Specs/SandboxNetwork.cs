using System.Net;

namespace Sandbox;

/// <summary>What of the network the command can reach. A closed set: use the static members.</summary>
public abstract record SandboxNetwork
{
    private protected SandboxNetwork()
    {
    }

    /// <summary>
    /// A network of its own with a loopback device, up, with 127.0.0.1 and ::1 (network_namespaces(7)). The host's
    /// loopback and its abstract sockets cannot be reached.
    /// </summary>
    public static SandboxNetwork None { get; } = new NoNetwork();

    /// <summary>
    /// As <see cref="None"/>, but as on a host of its own: the host name resolves to 192.0.2.2 (RFC 5737), an address of
    /// the loopback device, and the multicast group 232.0.1.1 works. For tests and builds that look up their own host.
    /// </summary>
    public static SandboxNetwork Loopback { get; } = new NoNetwork
    {
        Addresses = [IPAddress.Parse("192.0.2.2")],
        MulticastGroups = [IPAddress.Parse("232.0.1.1")],
        HostNameAddress = IPAddress.Parse("192.0.2.2"),
    };

    /// <summary>The host's network, its loopback and its abstract sockets included.</summary>
    public static SandboxNetwork Host { get; } = new HostNetwork();
}

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

    /// <summary>The host's network, its loopback and its abstract sockets included.</summary>
    public static SandboxNetwork Host { get; } = new HostNetwork();
}

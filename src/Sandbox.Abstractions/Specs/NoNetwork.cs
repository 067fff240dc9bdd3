using System.Collections.Immutable;
using System.Net;

namespace Sandbox;

/// <summary>
/// A loopback device of the sandbox's own, and no other: see <see cref="SandboxNetwork.None"/>. Every destination that
/// is not named here is unreachable (ENETUNREACH).
/// </summary>
public sealed record NoNetwork : SandboxNetwork
{
    private readonly ImmutableArray<IPAddress> _addresses = [];
    private readonly ImmutableArray<IPAddress> _multicastGroups = [];

    /// <summary>
    /// IPv4 addresses the loopback device has besides 127.0.0.1 and ::1: at most 64, from 1.0.0.0 to 223.255.255.255
    /// and not in 127.0.0.0/8.
    /// </summary>
    public ImmutableArray<IPAddress> Addresses
    {
        get => _addresses;
        init => _addresses = value.IsDefault ? [] : value;
    }

    /// <summary>
    /// IPv4 multicast groups, at most 64, that are routed through the loopback device: what is sent to one reaches those
    /// in the sandbox who joined it (ip(7), IP_ADD_MEMBERSHIP).
    /// </summary>
    public ImmutableArray<IPAddress> MulticastGroups
    {
        get => _multicastGroups;
        init => _multicastGroups = value.IsDefault ? [] : value;
    }

    /// <summary>
    /// What the host name inside, if there is one, resolves to: one of <see cref="Addresses"/>, or of 127.0.0.0/8.
    /// /etc/hosts is then a file of the sandbox's own that holds <c>localhost</c> and this name, unless a mount puts
    /// another there. Null: /etc/hosts is what the root has.
    /// </summary>
    public IPAddress? HostNameAddress { get; init; }

    /// <inheritdoc/>
    public bool Equals(NoNetwork? other) =>
        other is not null
        && Addresses.AsSpan().SequenceEqual(other.Addresses.AsSpan())
        && MulticastGroups.AsSpan().SequenceEqual(other.MulticastGroups.AsSpan())
        && Equals(HostNameAddress, other.HostNameAddress);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Addresses.Length, MulticastGroups.Length, HostNameAddress);
}

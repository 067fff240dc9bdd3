using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Sandbox;

/// <summary>Rules for the network: the ranges <see cref="NoNetwork"/> documents.</summary>
internal static class NetworkRules
{
    private const int MaxEntries = 64;

    public static void Check(SpecErrors errors, SandboxNetwork? network)
    {
        if (!errors.CheckPresent(network, "network") || network is not NoNetwork own)
        {
            return;
        }

        CheckAll(errors, "network.addresses", own.Addresses, IsAddress, "an IPv4 address from 1.0.0.0 to 223.255.255.255 outside 127.0.0.0/8");
        CheckAll(errors, "network.multicastGroups", own.MulticastGroups, IsMulticast, "an IPv4 address from 224.0.0.0 to 239.255.255.255");
        errors.Check(
            own.HostNameAddress is not { } address || IsLoopback(address) || own.Addresses.Contains(address),
            "network.hostNameAddress",
            $"{own.HostNameAddress} is neither one of 'addresses' nor in 127.0.0.0/8");
    }

    private static void CheckAll(
        SpecErrors errors, string member, ImmutableArray<IPAddress> addresses, Func<IPAddress, bool> isValid, string expected)
    {
        errors.Check(addresses.Length <= MaxEntries, member, $"has {addresses.Length} entries; at most {MaxEntries} are taken");
        var seen = new HashSet<IPAddress>();
        for (var index = 0; index < Math.Min(addresses.Length, MaxEntries); index++)
        {
            var name = $"{member}[{index}]";
            if (errors.CheckPresent(addresses[index], name))
            {
                errors.Check(isValid(addresses[index]), name, $"{addresses[index]} is not {expected}");
                errors.Check(seen.Add(addresses[index]), name, $"{addresses[index]} is listed twice");
            }
        }
    }

    private static bool IsAddress(IPAddress address) => FirstByte(address) is > 0 and < 224 and not 127;

    private static bool IsMulticast(IPAddress address) => FirstByte(address) is >= 224 and < 240;

    private static bool IsLoopback(IPAddress address) => FirstByte(address) == 127;

    // Of no other family: what is written of it does not fit.
    private static int FirstByte(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetwork ? address.GetAddressBytes()[0] : 0;
}

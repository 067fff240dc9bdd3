using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Sandbox.Json;

/// <summary>The forms of a <see cref="SandboxNetwork"/>.</summary>
internal static class NetworkForms
{
    public static SandboxNetwork ToNetwork(ShortForm<NetworkDocument>? network, SpecErrors errors)
    {
        switch (network)
        {
            case null or { Text: "none" }:
                return SandboxNetwork.None;
            case { Text: "loopback" }:
                return SandboxNetwork.Loopback;
            case { Text: "host" }:
                return SandboxNetwork.Host;
            case { Full: { } own }:
                return new NoNetwork
                {
                    Addresses = Addresses(own.Addresses, "network.addresses", errors),
                    MulticastGroups = Addresses(own.MulticastGroups, "network.multicastGroups", errors),
                    HostNameAddress = own.HostNameAddress is { } text ? Address(text, "network.hostNameAddress", errors) : null,
                };
            default:
                errors.Add("network", $"{TextRules.Show(network.Text ?? "")} is not one of: none, loopback, host, or an object");
                return SandboxNetwork.None;
        }
    }

    public static ShortForm<NetworkDocument>? ToDocument(SandboxNetwork network) => network switch
    {
        HostNetwork => new("host", null),
        _ when network == SandboxNetwork.None => null,
        _ when network == SandboxNetwork.Loopback => new("loopback", null),
        NoNetwork own => new(null, new NetworkDocument
        {
            Addresses = Texts(own.Addresses),
            MulticastGroups = Texts(own.MulticastGroups),
            HostNameAddress = own.HostNameAddress?.ToString(),
        }),
        _ => throw new NotSupportedException($"{network.GetType().Name} has no form in JSON"),
    };

    private static ImmutableArray<IPAddress> Addresses(IReadOnlyList<string>? texts, string member, SpecErrors errors) =>
        [.. (texts ?? []).Select((text, index) => Address(text, $"{member}[{index}]", errors))];

    // The usual form alone: the parser also takes 127.1, 0x7F000001 and the like, which a reader may take for another.
    private static IPAddress Address(string text, string member, SpecErrors errors)
    {
        if (IPAddress.TryParse(text, out var address)
            && address.AddressFamily == AddressFamily.InterNetwork
            && address.ToString() == text)
        {
            return address;
        }

        errors.Add(member, $"{TextRules.Show(text)} is not an IPv4 address");
        return IPAddress.None;
    }

    private static string[]? Texts(ImmutableArray<IPAddress> addresses) =>
        addresses.IsEmpty ? null : [.. addresses.Select(address => address.ToString())];
}

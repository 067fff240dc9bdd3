using System.Collections.Immutable;

namespace Sandbox;

/// <summary>One profile that takes the host's network away is enough; what several give the loopback device adds up.</summary>
internal static class ProfileNetworks
{
    public static SandboxNetwork Compose(SandboxNetwork own, ImmutableArray<SandboxProfile> profiles)
    {
        var (result, saidBy) = (own as NoNetwork, "the spec");
        foreach (var profile in profiles)
        {
            if (profile.Network is not { } network)
            {
                continue;
            }

            if (result?.HostNameAddress is { } address && network.HostNameAddress is { } other && !address.Equals(other))
            {
                throw new SandboxSpecException(
                    "profiles",
                    $"{saidBy} has the host name stand for {address}, and {profile} for {other}",
                    "leave one of them out");
            }

            saidBy = network.HostNameAddress is null ? saidBy : profile.ToString();
            result = result is null ? network : Join(result, network);
        }

        return result ?? own;
    }

    private static NoNetwork Join(NoNetwork one, NoNetwork other) => new()
    {
        Addresses = [.. one.Addresses.Union(other.Addresses)],
        MulticastGroups = [.. one.MulticastGroups.Union(other.MulticastGroups)],
        HostNameAddress = one.HostNameAddress ?? other.HostNameAddress,
    };
}

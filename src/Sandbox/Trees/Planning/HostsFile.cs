using System.Collections.Immutable;
using System.Net;
using System.Text;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>Plans an /etc/hosts of the sandbox's own (hosts(5)), in which its host name has an address.</summary>
internal sealed class HostsFile(TreePlan plan, MountPoints mountPoints, HostFacts facts)
{
    private const string Path = "/etc/hosts";
    private const string Member = "network.hostNameAddress";
    private const UnixFileMode ReadByAll = (UnixFileMode)0b100_100_100;

    /// <exception cref="SandboxSpecException">The file cannot be put there, or not hold the name.</exception>
    public void Add(SandboxSpec spec)
    {
        if (spec.Network is not NoNetwork { HostNameAddress: { } address } || spec.Mounts.Any(mount => mount.Target == Path))
        {
            return;
        }

        var place = mountPoints.At(Path, isDirectory: false, Member);
        var name = NameOf(spec.Identity);
        plan.Mount(
            place,
            TreeContent.File,
            new PlaceFileStep(
                place.Path, Content(name, address), ReadByAll, name is null ? "localhost" : $"localhost and {name} as {address}"));
    }

    // Where nobody has given the host a name, it is "(none)", and nothing looks for that.
    private string? NameOf(SandboxIdentity identity)
    {
        var name = identity.HostName ?? facts.HostName;
        if (name.Length > 0 && name.All(IsInName))
        {
            return name;
        }

        return identity.HostName is null ? null : throw new SandboxSpecException(
            Member, $"the host name {TextRules.Show(name)} cannot stand in {Path}", "choose another one (--hostname)");
    }

    private static ImmutableArray<byte> Content(string? name, IPAddress address)
    {
        var text = new StringBuilder("127.0.0.1 localhost\n::1 localhost ip6-localhost ip6-loopback\n");
        if (name is not (null or "localhost"))
        {
            text.Append(address).Append(' ').Append(name);
            var domain = name.IndexOf('.', StringComparison.Ordinal);
            text.Append(domain > 0 ? $" {name[..domain]}\n" : "\n");
        }

        return [.. Encoding.ASCII.GetBytes(text.ToString())];
    }

    private static bool IsInName(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_';
}

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
        if (IsName(name))
        {
            return name;
        }

        return identity.HostName is null ? null : throw new SandboxSpecException(
            Member, $"the host name {TextRules.Show(name)} cannot stand in {Path}", "choose another one (--hostname)");
    }

    private static unsafe bool IsName(string name)
    {
        fixed (byte* start = Encoding.UTF8.GetBytes(name))
        {
            return HostsText.IsName(start, Encoding.UTF8.GetByteCount(name));
        }
    }

    private static unsafe ImmutableArray<byte> Content(string? name, IPAddress address)
    {
        var (nameText, addressText) = (Encoding.ASCII.GetBytes(name ?? ""), Encoding.ASCII.GetBytes($"{address}"));
        var content = new byte[HostsText.BufferSize];
        fixed (byte* buffer = content, nameStart = nameText, addressStart = addressText)
        {
            return [.. content.AsSpan(0, HostsText.Write(buffer, nameStart, nameText.Length, addressStart, addressText.Length))];
        }
    }
}

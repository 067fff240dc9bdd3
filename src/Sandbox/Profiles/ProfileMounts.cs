using System.Collections.Immutable;
using Sandbox.Trees;

namespace Sandbox;

/// <summary>
/// The mounts of profiles come before those of the spec, what lies below another one's after it: so none is lost, and
/// where one would be, that is an error. Where only links lead one to the place of another, that is seen when the tree is
/// planned (<see cref="SandboxMount.KeepVisible"/>).
/// </summary>
internal static class ProfileMounts
{
    private const string HostsFile = "/etc/hosts";

    public static ImmutableArray<SandboxMount> Compose(
        ImmutableArray<SandboxMount> own, ImmutableArray<SandboxProfile> profiles)
    {
        var added = new List<(SandboxMount Mount, SandboxProfile Profile)>();
        foreach (var profile in profiles)
        {
            foreach (var mount in profile.Mounts.Select(Kept))
            {
                if (added.Find(entry => entry.Mount.Target == mount.Target) is not { Mount: { } other, Profile: var otherProfile })
                {
                    added.Add((mount, profile));
                }
                else if (other != mount)
                {
                    throw Conflict($"{otherProfile} and {profile} put different things on {mount.Target}");
                }
            }
        }

        CheckKept(own, added);
        CheckHostsFile(own, profiles);
        var all = added.Select(entry => entry.Mount).ToHashSet();
        own = [.. own.Select(mount => all.Contains(Kept(mount)) ? Kept(mount) : mount)];
        return [.. added.Select(entry => entry.Mount).Where(mount => !own.Contains(mount)).OrderBy(mount => Depth(mount.Target)), .. own];
    }

    /// <summary>Whether a mount hides an earlier one; a directory that is there already is left as it is.</summary>
    public static bool Covers(SandboxMount later, SandboxMount earlier) =>
        later is not DirectoryMount && TreePath.IsAtOrBelow(Normal(earlier.Target), Normal(later.Target));

    private static SandboxMount Kept(SandboxMount mount) => mount with { KeepVisible = true };

    private static void CheckKept(ImmutableArray<SandboxMount> own, List<(SandboxMount Mount, SandboxProfile Profile)> added)
    {
        for (var index = 0; index < own.Length; index++)
        {
            foreach (var (mount, profile) in added)
            {
                if (Kept(own[index]) != mount && Covers(own[index], mount))
                {
                    throw Conflict($"mounts[{index}], on {own[index].Target}, covers what {profile} has on {mount.Target}");
                }
            }
        }
    }

    // A spec may bring its own file beside an address for the host name; not in the place of one that a profile asks for.
    private static void CheckHostsFile(ImmutableArray<SandboxMount> own, ImmutableArray<SandboxProfile> profiles)
    {
        if (profiles.FirstOrDefault(profile => profile.Network?.HostNameAddress is not null) is not { } naming)
        {
            return;
        }

        var index = own.Select(mount => mount.Target).ToList().IndexOf(HostsFile);
        var other = profiles.FirstOrDefault(profile =>
            profile.Network?.HostNameAddress is null && profile.Mounts.Any(mount => Normal(mount.Target) == HostsFile));
        if (index >= 0 || other is not null)
        {
            var placing = index >= 0 ? $"mounts[{index}]" : $"{other}";
            throw Conflict($"{placing} takes the place of the {HostsFile} in which {naming} names the host");
        }
    }

    private static int Depth(string path) => path.AsSpan().Count('/');

    private static string Normal(string path) => '/' + string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries));

    private static SandboxSpecException Conflict(string problem) =>
        new("profiles", problem, "leave one of them out, or change its target");
}

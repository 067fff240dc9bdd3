using System.Collections.Immutable;
using Sandbox.Trees;

namespace Sandbox;

/// <summary>
/// The mounts of profiles come before those of the spec, what lies below another one's after it: so none is lost, and
/// where one would be, that is an error.
/// </summary>
internal static class ProfileMounts
{
    public static ImmutableArray<SandboxMount> Compose(
        ImmutableArray<SandboxMount> own, ImmutableArray<SandboxProfile> profiles)
    {
        var added = new List<(SandboxMount Mount, SandboxProfile Profile)>();
        foreach (var profile in profiles)
        {
            foreach (var mount in profile.Mounts)
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
        return
        [
            .. added.Select(entry => entry.Mount).Where(mount => !own.Contains(mount)).OrderBy(mount => Depth(mount.Target)),
            .. own,
        ];
    }

    /// <summary>Whether a mount hides an earlier one; a directory that is there already is left as it is.</summary>
    public static bool Covers(SandboxMount later, SandboxMount earlier) =>
        later is not DirectoryMount && TreePath.IsAtOrBelow(Normal(earlier.Target), Normal(later.Target));

    private static void CheckKept(ImmutableArray<SandboxMount> own, List<(SandboxMount Mount, SandboxProfile Profile)> added)
    {
        for (var index = 0; index < own.Length; index++)
        {
            foreach (var (mount, profile) in added)
            {
                if (own[index] != mount && Covers(own[index], mount))
                {
                    throw Conflict($"mounts[{index}], on {own[index].Target}, covers what {profile} has on {mount.Target}");
                }
            }
        }
    }

    private static int Depth(string path) => path.AsSpan().Count('/');

    private static string Normal(string path) => '/' + string.Join('/', path.Split('/', StringSplitOptions.RemoveEmptyEntries));

    private static SandboxSpecException Conflict(string problem) =>
        new("profiles", problem, "leave one of them out, or change its target");
}

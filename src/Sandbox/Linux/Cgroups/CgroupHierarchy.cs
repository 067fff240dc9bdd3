using System.Collections.Immutable;
using Sandbox.Linux.Checks;

namespace Sandbox.Linux.Cgroups;

/// <summary>Where this process is in cgroup v2, and which controllers that has (cgroups(7)).</summary>
/// <param name="mounts">This process's mounts.</param>
/// <param name="membership">What /proc/self/cgroup holds, or null.</param>
/// <param name="controllers">What /proc/cgroups holds, or null: all controllers of the kernel, whatever hierarchy has them.</param>
internal sealed class CgroupHierarchy(ImmutableArray<MountTableEntry> mounts, string? membership, string? controllers)
{
    /// <summary>
    /// The group the library moves the calling process to, where that has to be in a leaf: the place for further groups is
    /// the one above.
    /// </summary>
    public const string HostLeaf = "sandbox.host";

    /// <summary>This process's.</summary>
    public static CgroupHierarchy Current =>
        new(MountTable.ReadOwn(), ProcFiles.Read("/proc/self/cgroup"), ProcFiles.Read("/proc/cgroups"));

    /// <summary>Where cgroup v2 is mounted; more than once where containers are.</summary>
    public ImmutableArray<string> Mounts { get; } =
        [.. mounts.Where(entry => entry.FileSystem == "cgroup2").Select(entry => entry.Target).Distinct()];

    /// <summary>The group in which this process can have further ones; null where it is not shown.</summary>
    public CgroupDirectory? Own
    {
        get
        {
            var group = mounts.Where(entry => entry.FileSystem == "cgroup2").Select(mount => CgroupChecks.FindOwnGroup(mount, membership))
                .FirstOrDefault(path => path is not null);
            return group is null ? null
                : Path.GetFileName(group) == HostLeaf ? new(Path.GetDirectoryName(group)!)
                : new(group);
        }
    }

    /// <summary>Why cgroup v2 lacks a controller; null where it does not, or nothing is known about it.</summary>
    public string? WhyMissing(string controller)
    {
        // "name hierarchy groups enabled": a hierarchy other than 0 is one of version 1, which has the controller alone.
        var line = (controllers ?? "").Split('\n').Select(line => line.Split('\t')).FirstOrDefault(fields => fields[0] == controller);
        return line switch
        {
            [_, _, _, "0"] => $"the kernel has switched the controller {controller} off (cgroup_disable)",
            [_, not "0", _, _] => $"the controller {controller} is in use by cgroup v1, so that v2 does not have it",
            _ => null,
        };
    }
}

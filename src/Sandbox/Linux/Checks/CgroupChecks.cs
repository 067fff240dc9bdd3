using System.Collections.Immutable;

namespace Sandbox.Linux.Checks;

/// <summary>
/// Whether limits on a whole tree of processes could be held: cgroup v2, with the controllers memory and pids, in a
/// group the caller may write to (cgroups(7)).
/// </summary>
internal static class CgroupChecks
{
    private static readonly string[] Needed = ["memory", "pids"];

    private const string ForLimits = "limits on the memory and the number of processes of a whole tree need it";

    public static ImmutableArray<HostFact> Read(ImmutableArray<MountTableEntry> mounts)
    {
        var mount = mounts.FirstOrDefault(entry => entry.FileSystem == "cgroup2");
        var group = mount is null ? null : FindOwnGroup(mount, ProcFiles.Read("/proc/self/cgroup"));
        return
        [
            JudgeMount(mount?.Target),
            JudgeControllers(group is null ? null : ProcFiles.Read($"{group}/cgroup.controllers")),
            JudgeDelegation(group, group is not null && IsWritable(group) && IsWritable($"{group}/cgroup.procs")),
        ];
    }

    /// <param name="target">Where cgroup v2 is mounted, or null.</param>
    public static HostFact JudgeMount(string? target) => new()
    {
        Name = "cgroup2",
        Value = target,
        Problem = target is null
            ? $"cgroup v2 is not mounted; {ForLimits}: boot with systemd.unified_cgroup_hierarchy=1"
            : null,
    };

    /// <param name="controllers">What cgroup.controllers holds, or null.</param>
    public static HostFact JudgeControllers(string? controllers)
    {
        var present = (controllers ?? "").Split(' ');
        var missing = Needed.Except(present).ToList();
        return new HostFact
        {
            Name = "cgroupControllers",
            Value = controllers,
            Problem = missing.Count == 0
                ? null
                : $"the own cgroup has no controller {string.Join(" and ", missing)}; {ForLimits}: where systemd runs, "
                    + "start through systemd-run --user --scope -p Delegate=yes",
        };
    }

    /// <param name="group">The directory of the own cgroup, or null where it is not visible.</param>
    /// <param name="isWritable">Whether the caller may make groups in it.</param>
    public static HostFact JudgeDelegation(string? group, bool isWritable) => new()
    {
        Name = "cgroupDelegation",
        Value = group is null ? null : isWritable ? $"{group} is writable" : $"{group} is not writable",
        Problem = isWritable
            ? null
            : $"the own cgroup is not delegated to this user; {ForLimits}: where systemd runs, start through "
                + "systemd-run --user --scope -p Delegate=yes",
    };

    /// <summary>The directory of the own group below a cgroup v2 mount, or null where it is not shown.</summary>
    /// <param name="mount">The mount, which may show a part of the hierarchy only.</param>
    /// <param name="cgroup">What /proc/self/cgroup holds, or null; cgroup v2 has the line with <c>0::</c>.</param>
    public static string? FindOwnGroup(MountTableEntry mount, string? cgroup)
    {
        var lines = (cgroup ?? "").Split('\n');
        var path = Array.Find(lines, line => line.StartsWith("0::/", StringComparison.Ordinal))?[3..];
        if (path is null || path.Contains("/..", StringComparison.Ordinal))
        {
            return null;
        }

        var root = mount.Root.TrimEnd('/');
        return path == root || path.StartsWith(root + "/", StringComparison.Ordinal)
            ? (mount.Target + path[root.Length..]).TrimEnd('/')
            : null;
    }

    private static bool IsWritable(string path) => LibC.access(path, LibC.W_OK) == 0;
}

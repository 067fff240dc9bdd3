namespace Sandbox.Linux.Cgroups;

/// <summary>What this process can do with cgroup v2 where nobody names a group, found out without changing anything.</summary>
internal sealed class CgroupSituation
{
    private const string Unify = "boot with systemd.unified_cgroup_hierarchy=1 cgroup_no_v1=all";

    private static readonly string[] Interesting = ["cpu", "cpuset", "dmem", "hugetlb", "io", "memory", "misc", "pids", "rdma"];
    private static readonly Lazy<CgroupSituation> s_current = new(() => new CgroupSituation(CgroupHierarchy.Current));

    private readonly CgroupHierarchy _hierarchy;
    private readonly CgroupPlace? _own;
    private readonly string? _whyNoGroup;

    public CgroupSituation(CgroupHierarchy hierarchy)
    {
        _hierarchy = hierarchy;
        _own = hierarchy.Own is { } directory ? new CgroupPlace(directory, isOwn: true) : null;
        _whyNoGroup = hierarchy.Mounts.IsEmpty ? "cgroup v2 is not mounted"
            : _own is null ? "the own group (/proc/self/cgroup) is not among those that are shown"
            : _own.WhyUnusable();
        Facts = new CgroupFacts
        {
            Mounts = hierarchy.Mounts,
            CanMakeGroups = _whyNoGroup is null,
            Controllers = [.. Interesting.Where(controller => WhyNot(controller) is null)],
        };
    }

    /// <summary>This process's, as it is when first asked for.</summary>
    public static CgroupSituation Current => s_current.Value;

    /// <summary>What a planner needs to know of it.</summary>
    public CgroupFacts Facts { get; }

    /// <summary>Why no group can be made, and what to do; null where one can.</summary>
    public (string Reason, string Remedy)? WhyNoGroup => _whyNoGroup is { } reason
        ? (reason, _hierarchy.Mounts.IsEmpty ? Unify : CgroupPlace.Remedy)
        : null;

    /// <summary>Why groups can have no such controller, and what to do; null where they can.</summary>
    public (string Reason, string Remedy)? WhyNot(string controller)
    {
        var isPresent = _own?.Directory.Controllers.Contains(controller) == true;
        return !isPresent && _hierarchy.WhyMissing(controller) is { } cause ? (cause, Unify)
            : WhyNoGroup is { } obstacle ? obstacle
            : !isPresent ? ($"{_own!.Directory.Path}, the own group, has no controller {controller}: the group above does not give it", CgroupPlace.Remedy)
            : _own!.WhyNotEnabled(controller) is { } reason ? (reason, CgroupPlace.Remedy)
            : null;
    }
}

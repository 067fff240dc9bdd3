using System.Collections.Concurrent;
using Sandbox.Plans;

namespace Sandbox.Linux.Cgroups;

/// <summary>
/// The group of one run. It has two levels: what limits is set in the upper one, and the command is in the lower, which
/// has no controllers. So a command that mounts cgroup v2 anew, in a user namespace of its own, finds nothing to change:
/// it sees its own level only (cgroup_namespaces(7)).
/// </summary>
/// <remarks>
/// The host and the monitor hold a lock on the directory (flock(2)), which the kernel gives up when both are dead. A group
/// without it is left over, and whoever makes the next one in the same place ends what is in it and removes it.
/// </remarks>
internal sealed class RunCgroup : IAsyncDisposable
{
    private const string NamePrefix = "run-sandbox-";
    private const int Attempts = 100;

    private static readonly ConcurrentDictionary<string, bool> Swept = new(StringComparer.Ordinal);

    private readonly CgroupDirectory _group;
    private readonly CgroupPlan _plan;
    private readonly DescriptorHandle _lock;

    private RunCgroup(CgroupDirectory group, CgroupPlan plan, DescriptorHandle @lock) =>
        (_group, _plan, _lock) = (group, plan, @lock);

    /// <summary>The upper level's directory, for the monitor.</summary>
    public int Descriptor => _lock.Number;

    public string Path => _group.Path;

    /// <summary>Makes it, with everything set and read back.</summary>
    /// <exception cref="SandboxSetupException">It cannot be made, or does not hold what it is to hold.</exception>
    public static RunCgroup Create(CgroupPlan plan)
    {
        var place = FindPlace(plan);
        place.Enable(plan.Controllers);
        if (Swept.TryAdd(place.Directory.Path, true))
        {
            Sweep(place.Directory.Path);
        }

        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryCreate(place.Directory, plan) is { } group)
            {
                group.SetUp();
                return group;
            }
        }

        throw new SandboxSetupException($"could not make a group in {place.Directory.Path}: others remove it each time");
    }

    /// <summary>Reads back what was set.</summary>
    /// <exception cref="SandboxSetupException">Something is not what was asked for.</exception>
    public void Verify()
    {
        foreach (var setting in _plan.Settings.Where(setting => !IsDispensable(setting)))
        {
            _group.Verify(setting);
        }
    }

    /// <summary>What it tells of the run, which is over.</summary>
    public CgroupOutcome ReadOutcome() => CgroupOutcome.Read(_group);

    /// <summary>Ends what is left in it and removes it. What cannot be removed stays for the next sweep.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_lock.IsClosed)
        {
            await CgroupRemoval.TryRemoveAsync(_group).ConfigureAwait(false);
            _lock.Dispose();
        }
    }

    /// <summary>Removes what dead hosts left in a place.</summary>
    internal static void Sweep(string place)
    {
        foreach (var path in Candidates(place))
        {
            using var handle = DirectoryLock.TryTake(path);
            if (handle is not null)
            {
                CgroupRemoval.TryRemove(new CgroupDirectory(path));
            }
        }
    }

    private static IEnumerable<string> Candidates(string place)
    {
        try
        {
            return [.. Directory.EnumerateDirectories(place, $"{NamePrefix}*")
                .Where(path => Guid.TryParseExact(System.IO.Path.GetFileName(path)[NamePrefix.Length..], "N", out _))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static CgroupPlace FindPlace(CgroupPlan plan)
    {
        var place = plan.Parent is { } parent
            ? new CgroupPlace(new CgroupDirectory(parent), isOwn: false)
            : CgroupHierarchy.Current.Own is { } own
                ? new CgroupPlace(own, isOwn: true)
                : throw new SandboxSetupException("there is no group of cgroup v2 to make the command's in", CgroupPlace.Remedy);
        return place.WhyUnusable() is { } reason
            ? throw new SandboxSetupException($"could not make a cgroup: {reason}", CgroupPlace.Remedy) { Path = place.Directory.Path }
            : place;
    }

    // A sweep of another host may come between making and locking.
    private static RunCgroup? TryCreate(CgroupDirectory place, CgroupPlan plan)
    {
        var group = place.Child($"{NamePrefix}{Guid.NewGuid():N}");
        Make(group);
        return DirectoryLock.TryTake(group.Path) is { } handle ? new RunCgroup(group, plan, handle) : null;
    }

    private static void Make(CgroupDirectory group)
    {
        if (LibC.mkdir(group.Path, 0x1ED) < 0)
        {
            throw SystemError.Last("make the group", group.Path);
        }
    }

    private void SetUp()
    {
        try
        {
            Make(_group.Child(CgroupRemoval.CommandLeaf));
            foreach (var setting in _plan.Settings.Where(setting => !IsDispensable(setting)))
            {
                _group.Set(setting);
            }

            Verify();
        }
        catch
        {
            // Nothing was ever in it.
            CgroupRemoval.TryRemove(_group);
            _lock.Dispose();
            throw;
        }
    }

    // A kernel that counts no swap needs no limit on it, as long as there is none.
    private bool IsDispensable(CgroupSetting setting) =>
        setting.File == CgroupSetting.Swap && setting.IsLimit && !_group.Has(setting.File)
        && (ProcFiles.Read("/proc/swaps") ?? "").Split('\n').Length <= 1;
}

using System.Collections.Concurrent;
using Sandbox.Plans;

namespace Sandbox.Linux.Cgroups;

/// <summary>The group of one run, made before it and removed after it.</summary>
/// <remarks>
/// The host and the monitor hold a lock on the directory (flock(2)), which the kernel gives up when both are dead. A group
/// without it is left over, and whoever makes the next one in the same place ends what is in it and removes it.
/// </remarks>
internal sealed class RunCgroup : IAsyncDisposable
{
    private const string NamePrefix = "run-sandbox-";
    private const int Attempts = 100;

    // A sweep need not try the locks this process holds.
    private static readonly ConcurrentDictionary<string, bool> Held = new(StringComparer.Ordinal);

    private readonly CgroupLayout _layout;
    private readonly CgroupPlan _plan;
    private readonly DescriptorHandle _lock;
    private CgroupEvents _before = new(0, 0, 0);

    private RunCgroup(CgroupLayout layout, CgroupPlan plan, DescriptorHandle @lock)
    {
        (_layout, _plan, _lock) = (layout, plan, @lock);
        Held[Path] = true;
    }

    /// <summary>The directory, for the monitor.</summary>
    public int Descriptor => _lock.Number;

    public string Path => _layout.Run.Path;

    /// <summary>Makes it, with everything set and read back.</summary>
    /// <exception cref="SandboxSetupException">It cannot be made, or does not hold what it is to hold.</exception>
    public static RunCgroup Create(CgroupPlan plan)
    {
        var place = FindPlace(plan);
        if (plan.Existing is null)
        {
            place.Enable(plan.Controllers);
        }

        Sweep(place.Directory.Path);
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
        _layout.Verify();
        foreach (var setting in _plan.Settings.Where(setting => !IsDispensable(setting)))
        {
            _layout.Limits.Verify(setting);
        }
    }

    /// <summary>What has happened so far was another's affair, in a group that several share.</summary>
    public void BeginCounting() => _before = CgroupEvents.Read(_layout.Limits);

    /// <summary>What it tells of the run, which is over.</summary>
    public CgroupOutcome ReadOutcome() => CgroupOutcome.Read(_layout, _before);

    /// <summary>Ends what is left in it and removes it. What cannot be removed stays for the next sweep.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_lock.IsClosed)
        {
            return;
        }

        // Waits where something in it is still dying.
        await Task.Run(() => CgroupRemoval.TryRemove(_layout.Run)).ConfigureAwait(false);
        Release();
    }

    /// <summary>Removes what dead hosts left in a place.</summary>
    internal static void Sweep(string place)
    {
        foreach (var path in Candidates(place).Where(path => !Held.ContainsKey(path)))
        {
            using var handle = DirectoryLock.TryTake(path, out _);
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
        var place = (plan.Existing ?? plan.Parent) is { } named
            ? new CgroupPlace(new CgroupDirectory(named), isOwn: false)
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
        var run = place.Child($"{NamePrefix}{Guid.NewGuid():N}");
        CgroupLayout.Make(run);
        if (DirectoryLock.TryTake(run.Path, out var errno) is { } handle)
        {
            return new RunCgroup(plan.Existing is null ? CgroupLayout.WithLimits(run) : CgroupLayout.In(place, run), plan, handle);
        }

        CgroupRemoval.TryRemove(run);
        return errno == 0 ? null : throw SystemError.From(errno, "hold the group of a run", run.Path);
    }

    private void SetUp()
    {
        try
        {
            _layout.Make(_plan.Controllers);
            foreach (var setting in _plan.Settings.Where(setting => !IsDispensable(setting)))
            {
                _layout.Limits.Set(setting);
            }

            Verify();
            BeginCounting();
        }
        catch
        {
            // Nothing was ever in it.
            CgroupRemoval.TryRemove(_layout.Run);
            Release();
            throw;
        }
    }

    private void Release()
    {
        Held.TryRemove(Path, out _);
        _lock.Dispose();
    }

    // A kernel that counts no swap needs no limit on it, as long as there is none.
    private bool IsDispensable(CgroupSetting setting) =>
        setting.File == CgroupSetting.Swap && setting.IsLimit && !_layout.Limits.Has(setting.File)
        && (ProcFiles.Read("/proc/swaps") ?? "").Split('\n').Length <= 1;
}

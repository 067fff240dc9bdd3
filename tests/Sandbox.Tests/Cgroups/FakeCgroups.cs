using Sandbox.Linux.Checks;
using Sandbox.Linux.Cgroups;

namespace Sandbox.Tests.Cgroups;

/// <summary>A directory tree that stands for cgroup v2: the files are there, and nothing happens when they are written.</summary>
internal sealed class FakeCgroups : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("cgroups-").FullName;

    /// <summary>The directory of a group that is made if need be.</summary>
    public string Group(string path, string controllers = "", string enabled = "", string processes = "", bool isRoot = false)
    {
        var directory = Path.Combine(_root, path);
        Directory.CreateDirectory(directory);
        File.WriteAllText($"{directory}/cgroup.controllers", controllers + "\n");
        File.WriteAllText($"{directory}/cgroup.subtree_control", enabled + "\n");
        File.WriteAllText($"{directory}/cgroup.procs", processes);
        if (!isRoot)
        {
            File.WriteAllText($"{directory}/cgroup.type", "domain\n");
        }

        return directory;
    }

    /// <summary>The hierarchy mounted where the tree is.</summary>
    /// <param name="own">The own group below it.</param>
    /// <param name="controllers">What /proc/cgroups says.</param>
    public CgroupHierarchy Hierarchy(string own, string? controllers = null) =>
        new(MountTable.Parse([$"30 23 0:26 / {_root} rw - cgroup2 cgroup2 rw"]), $"0::/{own}", controllers);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}

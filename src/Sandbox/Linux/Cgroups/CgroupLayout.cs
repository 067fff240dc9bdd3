using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Sandbox.Plans;

namespace Sandbox.Linux.Cgroups;

/// <summary>The parts of a run's group, each a directory below the run's own, which is what is locked and removed.</summary>
/// <remarks>
/// The command is in a group without controllers below the one that has the limits. So when it mounts cgroup v2 anew, in a
/// user namespace of its own, it finds nothing to change: it sees its own level only (cgroup_namespaces(7)). sandbox-init
/// is beside the limits, not below them: it does not count, and it outlives a command that is out of memory.
/// </remarks>
internal sealed class CgroupLayout
{
    private const string Init = "init";
    private const string Limited = "limited";
    private const string Command = "command";

    // The command can make no further groups.
    private static readonly CgroupSetting OwnLevelOnly = new("cgroup.max.descendants", "1");

    private CgroupLayout(CgroupDirectory run, CgroupDirectory limits, CgroupDirectory usage) =>
        (Run, Limits, Usage) = (run, limits, usage);

    /// <summary>The run's directory.</summary>
    public CgroupDirectory Run { get; }

    /// <summary>Where limits are set, and what tells that they were reached.</summary>
    public CgroupDirectory Limits { get; }

    /// <summary>Where what the command and all it started used is counted: the group above the command's own.</summary>
    public CgroupDirectory Usage { get; }

    private bool HasLimits => Usage == Limits;

    /// <summary>That of a group with limits of its own.</summary>
    public static CgroupLayout WithLimits(CgroupDirectory run)
    {
        var limited = run.Child(Limited);
        return new CgroupLayout(run, limited, limited);
    }

    /// <summary>That of a group in one that is there already, whose limits are those of all that are in it.</summary>
    public static CgroupLayout In(CgroupDirectory existing, CgroupDirectory run) => new(run, existing, run);

    /// <summary>Every part there may be of a run's group, each before the one it is in.</summary>
    public static IEnumerable<CgroupDirectory> PartsOf(CgroupDirectory run) =>
        [run.Child(Limited).Child(Command), run.Child(Limited), run.Child(Init), run.Child(Command), run];

    /// <summary>Makes what is below the run's directory.</summary>
    /// <exception cref="SandboxSetupException">The kernel refuses.</exception>
    public void Make(ImmutableArray<string> controllers)
    {
        if (HasLimits)
        {
            foreach (var controller in controllers)
            {
                Run.Enable(controller);
            }

            Make(Run.Child(Init));
            Make(Limits);
        }

        Make(Usage.Child(Command));
        Usage.Set(OwnLevelOnly);
    }

    /// <summary>Reads back what keeps the command in its group.</summary>
    /// <exception cref="SandboxSetupException">It is not what was set.</exception>
    public void Verify() => Usage.Verify(OwnLevelOnly);

    /// <summary>Makes one group.</summary>
    /// <exception cref="SandboxSetupException">The kernel refuses.</exception>
    public static void Make(CgroupDirectory group)
    {
        const uint Mode = 0b111_101_101;
        if (LibC.mkdir(group.Path, Mode) < 0)
        {
            throw SystemError.From(Marshal.GetLastPInvokeError(), "make the group", group.Path);
        }
    }
}

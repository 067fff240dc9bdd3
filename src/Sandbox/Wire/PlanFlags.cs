namespace Sandbox.Wire;

/// <summary>Properties of a whole plan.</summary>
[System.Flags]
internal enum PlanFlags : uint
{
    None = 0,

    /// <summary><see cref="PlanHeader.WallTime"/> counts; without it there is no limit.</summary>
    HasWallTime = 1,

    /// <summary>The init process becomes the command instead of starting it.</summary>
    AsPid1 = 2,

    /// <summary>Everything is set up, and in place of execve the command's process exits with 0: a probe.</summary>
    SetupOnly = 4,

    /// <summary>
    /// There is no pid namespace, or a wrapper makes it: orphans of the sandbox are adopted (PR_SET_CHILD_SUBREAPER), and
    /// found as descendants. Set exactly when <see cref="PlanHeader.Namespaces"/> lacks CLONE_NEWPID.
    /// </summary>
    Subreaper = 8,

    /// <summary>
    /// <see cref="PlanHeader.Cgroup"/> was made in a group that is there already and whose limits hold: what happens is told
    /// by the files of that one, and the init stays where the monitor is.
    /// </summary>
    CgroupIsShared = 16,

    /// <summary>The group has a limit on memory, and reaching it ends everything.</summary>
    LimitsMemory = 32,

    /// <summary>The group has a limit on processes, and reaching it ends everything.</summary>
    LimitsProcesses = 64,

    /// <summary>The sandbox is built and then held for a command to come, which another plan is for.</summary>
    Held = 128,

    /// <summary>
    /// What is left to do in a sandbox that was held, whose plan had the same namespaces, flags and passed descriptors.
    /// There is no wrapper in it, and nothing to build.
    /// </summary>
    Continues = 256,
}

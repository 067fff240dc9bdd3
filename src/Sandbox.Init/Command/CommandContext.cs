using Sandbox.Init.Init;
using Sandbox.Init.Plan;

namespace Sandbox.Init.Command;

/// <summary>What the command's process works on. It shares the init's memory until execve, so the init reads it, too.</summary>
internal unsafe struct CommandContext
{
    public PlanView Plan;
    public InheritedSettings Settings;
    public ExecVectors Vectors;

    /// <summary>The number of the first passed descriptor.</summary>
    public int FirstPassed;

    /// <summary>The directory of the control group the command is born in, where the plan has one and the init stays outside.</summary>
    public readonly int CgroupLeaf => FirstPassed - 1 + (int)Plan.Header->Cgroup;

    /// <summary>The process the command dies with, or 0 where the kernel sees to that (pid_namespaces(7)).</summary>
    public int DiesWith;

    /// <summary>
    /// With <see cref="DiesWith"/>: not 0 once the init has left the caller's session, which the command waits for.
    /// </summary>
    public int HasInitLeft;

    /// <summary>With <see cref="DiesWith"/>: 0 once the command was executed, or has ended before that.</summary>
    public int IsEntering;

    public CommandFailure Failure;
}

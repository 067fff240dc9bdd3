using Sandbox.Init.Init;
using Sandbox.Init.Plan;

namespace Sandbox.Init.Command;

/// <summary>What the command's process works on. It shares the init's memory until execve, so the init reads it, too.</summary>
internal struct CommandContext
{
    public PlanView Plan;
    public InheritedSettings Settings;
    public ExecVectors Vectors;

    /// <summary>The number of the first passed descriptor.</summary>
    public int FirstPassed;

    /// <summary>The process the command dies with, or 0 where the kernel sees to that (pid_namespaces(7)).</summary>
    public int DiesWith;

    public CommandFailure Failure;
}

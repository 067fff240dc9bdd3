using System.Runtime.InteropServices;

namespace Sandbox.Wire;

/// <summary>The first bytes of a plan.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct PlanHeader
{
    /// <summary>"SBXPLAN" and a NUL, read as a little-endian number.</summary>
    public const ulong ExpectedMagic = 0x004E414C50584253;

    /// <summary>Both sides come from one build; the version catches a stale sandbox-init all the same.</summary>
    public const uint ExpectedVersion = 7;

    /// <summary>The most bytes a plan may have.</summary>
    public const uint MaxLength = 256 * 1024 * 1024;

    public ulong Magic;
    public uint Version;

    /// <summary>The length of the whole plan in bytes; equals the size of the file.</summary>
    public uint TotalLength;

    /// <summary>
    /// The CLONE_NEW* flags of the init process; zero or more namespaces. With a cgroup, its namespace begins at the
    /// command's, so that the command's process makes it.
    /// </summary>
    public uint Namespaces;

    /// <summary>A set of <see cref="PlanFlags"/>.</summary>
    public uint Flags;

    /// <summary>The wall-clock limit in nanoseconds, counted from the command's start, with <see cref="PlanFlags.HasWallTime"/>.</summary>
    public ulong WallTime;

    /// <summary>Nanoseconds between SIGTERM and SIGKILL; zero: SIGKILL at once.</summary>
    public ulong KillAfter;

    /// <summary>The steps the init takes (<see cref="StepRecord"/>).</summary>
    public Region Setup;

    /// <summary>The steps the command's own process takes before execve (<see cref="StepRecord"/>).</summary>
    public Region Command;

    /// <summary>The steps the init takes when every other process is dead (<see cref="StepRecord"/>).</summary>
    public Region Collect;

    /// <summary>argv, with argv[0] (<see cref="TextRef"/>); at least one.</summary>
    public Region Arguments;

    /// <summary>envp (<see cref="TextRef"/>).</summary>
    public Region Environment;

    /// <summary>What to execute: a path, or a name without a slash to be looked up in <see cref="SearchPath"/>.</summary>
    public TextRef FileName;

    /// <summary>A PATH: directories separated by ':'; an empty one is the working directory.</summary>
    public TextRef SearchPath;

    /// <summary>Where the bytes that texts point into begin; they end with the plan.</summary>
    public uint TextOffset;

    /// <summary>
    /// How many descriptors, besides the plan and the socket, the monitor was given: they follow the socket's number
    /// without a gap. Command steps move them to where the command wants them.
    /// </summary>
    public uint PassedDescriptors;

    /// <summary>What builds the sandbox in place of the init, and executes sandbox-init in it: an absolute path.</summary>
    public TextRef WrapperPath;

    /// <summary>The wrapper's argv, with argv[0] (<see cref="WrapperArgumentRecord"/>); none when there is no wrapper.</summary>
    public Region WrapperArguments;

    /// <summary>
    /// With a wrapper, whose own streams are 0 to 2: the index of the passed descriptor that is the command's standard
    /// input; its standard output and error follow.
    /// </summary>
    public uint StandardStreams;

    /// <summary>
    /// One more than the index of the passed descriptor that is the directory of the run's cgroup. 0: none. Below it are
    /// <c>init</c>, which the init is born in, and <c>limited</c>, which has the limits, with <c>command</c>, which the
    /// command is born in; with <see cref="PlanFlags.CgroupIsShared"/> there is <c>command</c> alone.
    /// </summary>
    public uint Cgroup;

    /// <summary>Processor time of the command and all it starts, in nanoseconds, after which they are ended; 0: no limit.</summary>
    public ulong CgroupProcessorTime;
}

namespace Sandbox;

/// <summary>What the command and everything it starts may use up. Null: no limit of the sandbox's own.</summary>
/// <remarks>A limit that cannot be enforced on this machine is refused before anything runs.</remarks>
public sealed record SandboxLimits
{
    /// <summary>No limit.</summary>
    public static SandboxLimits None { get; } = new();

    /// <summary>How long <see cref="KillAfter"/> is when nothing is said: 2 seconds.</summary>
    public static TimeSpan DefaultKillAfter => TimeSpan.FromSeconds(2);

    /// <summary>
    /// Elapsed time, zero or more: then the tree gets SIGTERM, and SIGKILL after <see cref="KillAfter"/>.
    /// </summary>
    public TimeSpan? WallTime { get; init; }

    /// <summary>
    /// How long after SIGTERM the SIGKILL follows, zero or more. Zero: SIGKILL at once. Null: <see cref="DefaultKillAfter"/>.
    /// </summary>
    public TimeSpan? KillAfter { get; init; }

    /// <summary>
    /// Processor time of the whole tree, one second or more: then every process gets SIGXCPU, and SIGKILL after
    /// <see cref="KillAfter"/> (cgroup v2, cpu.stat). Where no cgroup can be made, that of each process, rounded up to seconds:
    /// then it gets SIGXCPU, and SIGKILL a second of processor time later (RLIMIT_CPU).
    /// </summary>
    public TimeSpan? CpuTime { get; init; }

    /// <summary>Memory of the whole tree in bytes, 1 or more (cgroup v2, memory.max).</summary>
    public long? Memory { get; init; }

    /// <summary>Processes and threads of the whole tree, 1 or more (cgroup v2, pids.max).</summary>
    public int? Processes { get; init; }

    /// <summary>
    /// Processors the whole tree may keep busy at a time, 0.01 to 10000, in steps of 0.00001 (cgroup v2, cpu.max): above
    /// it the tree waits. Reaching it ends nothing.
    /// </summary>
    public decimal? Cpus { get; init; }

    /// <summary>
    /// Address space of each process in bytes, 1 or more (RLIMIT_AS): what is mapped counts, used or not, so a program
    /// may need many times its memory.
    /// </summary>
    public long? AddressSpace { get; init; }

    /// <summary>The size of any file written, in bytes, 0 or more (RLIMIT_FSIZE).</summary>
    public long? FileSize { get; init; }

    /// <summary>Open descriptors of each process, 3 or more (RLIMIT_NOFILE).</summary>
    public int? OpenFiles { get; init; }

    /// <summary>The stack of each process in bytes, 65536 or more (RLIMIT_STACK).</summary>
    public long? Stack { get; init; }

    /// <summary>The size of a core dump in bytes, 0 or more (RLIMIT_CORE).</summary>
    public long? CoreSize { get; init; }

    /// <summary>
    /// Bytes written to each of standard output and error, 0 or more; where they are merged, to both together. With the
    /// first byte beyond it the tree is killed; what is within has been passed on.
    /// </summary>
    /// <remarks>
    /// The command then writes to a pipe, from which it is counted and passed on, also where its output is the caller's
    /// own or a file: a terminal is none for it.
    /// </remarks>
    public long? Output { get; init; }
}

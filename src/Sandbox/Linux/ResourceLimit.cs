namespace Sandbox.Linux;

/// <summary>Resources with a limit (RLIMIT_* of setrlimit(2)).</summary>
public enum ResourceLimit
{
    /// <summary>Processor time of a process, in seconds.</summary>
    Cpu = 0,

    /// <summary>The size of a file written, in bytes.</summary>
    FileSize = 1,

    /// <summary>The stack, in bytes.</summary>
    Stack = 3,

    /// <summary>A core dump, in bytes.</summary>
    Core = 4,

    /// <summary>Processes and threads of the user in its user namespace.</summary>
    Processes = 6,

    /// <summary>One more than the largest descriptor.</summary>
    OpenFiles = 7,

    /// <summary>What a process has mapped, in bytes.</summary>
    AddressSpace = 9,
}

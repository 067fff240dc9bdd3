namespace Sandbox;

/// <summary>
/// How a run ended. A limit that was hit outranks how the process then died; of several, memory comes first, then
/// processes, elapsed time, processor time, output and file size.
/// </summary>
public enum SandboxStatus
{
    /// <summary>The command exited by itself, with any exit code.</summary>
    Exited,

    /// <summary>A signal ended the command.</summary>
    Signaled,

    /// <summary><see cref="SandboxLimits.WallTime"/> was reached.</summary>
    WallTimeExceeded,

    /// <summary><see cref="SandboxLimits.CpuTime"/> was reached.</summary>
    CpuTimeExceeded,

    /// <summary><see cref="SandboxLimits.Memory"/> was reached.</summary>
    MemoryExceeded,

    /// <summary><see cref="SandboxLimits.Processes"/> was reached.</summary>
    ProcessesExceeded,

    /// <summary><see cref="SandboxLimits.Output"/> was reached.</summary>
    OutputExceeded,

    /// <summary><see cref="SandboxLimits.FileSize"/> was reached.</summary>
    FileSizeExceeded,
}

namespace Sandbox.Diagnostics;

/// <summary>The stable names of statuses, in JSON and in telemetry.</summary>
internal static class StatusNames
{
    /// <summary>The status of a command that could not be run at all.</summary>
    public const string SetupFailed = "setupFailed";

    public static string Of(SandboxStatus status) => status switch
    {
        SandboxStatus.Exited => "exited",
        SandboxStatus.Signaled => "signaled",
        SandboxStatus.WallTimeExceeded => "wallTimeExceeded",
        SandboxStatus.CpuTimeExceeded => "cpuTimeExceeded",
        SandboxStatus.MemoryExceeded => "memoryExceeded",
        SandboxStatus.ProcessesExceeded => "processesExceeded",
        SandboxStatus.OutputExceeded => "outputExceeded",
        SandboxStatus.FileSizeExceeded => "fileSizeExceeded",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "not a status"),
    };
}

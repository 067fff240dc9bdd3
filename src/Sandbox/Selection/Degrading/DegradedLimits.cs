using System.Globalization;

namespace Sandbox;

/// <summary>Limits the back-end cannot enforce: none.</summary>
internal static class DegradedLimits
{
    public static SandboxSpec Apply(SandboxSpec spec, Degradation degradation)
    {
        var limits = spec.Limits;
        T? Drop<T>(SandboxCapabilities capability, string member, T? limit, Func<T, string> format)
            where T : struct => degradation.Drop(
                capability, $"limits.{member}", limit is { } value ? format(value) : null, "there is no such limit", limit, null);

        return spec with
        {
            Limits = limits with
            {
                WallTime = Drop(SandboxCapabilities.WallTimeLimit, "wallTime", limits.WallTime, DurationText.Format),
                CpuTime = Drop(SandboxCapabilities.CpuTimeLimit, "cpuTime", limits.CpuTime, DurationText.Format),
                Memory = Drop(SandboxCapabilities.MemoryLimit, "memory", limits.Memory, ByteSize.Format),
                Processes = Drop(SandboxCapabilities.ProcessLimit, "processes", limits.Processes, Count),
                FileSize = Drop(SandboxCapabilities.FileSizeLimit, "fileSize", limits.FileSize, ByteSize.Format),
                OpenFiles = Drop(SandboxCapabilities.ResourceLimits, "openFiles", limits.OpenFiles, Count),
                Stack = Drop(SandboxCapabilities.ResourceLimits, "stack", limits.Stack, ByteSize.Format),
                CoreSize = Drop(SandboxCapabilities.ResourceLimits, "coreSize", limits.CoreSize, ByteSize.Format),
                Output = Drop(SandboxCapabilities.OutputLimit, "output", limits.Output, ByteSize.Format),
            },
        };
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);
}

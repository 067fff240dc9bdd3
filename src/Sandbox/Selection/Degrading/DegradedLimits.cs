using System.Globalization;

namespace Sandbox;

/// <summary>Limits the back-end cannot enforce: a weaker one in place of that on memory, none in place of the others.</summary>
internal static class DegradedLimits
{
    public static SandboxSpec Apply(SandboxSpec spec, Degradation degradation)
    {
        var limits = WithoutTree(spec, degradation);
        T? Drop<T>(SandboxCapabilities capability, string member, T? limit, Func<T, string> format)
            where T : struct => DegradedLimits.Drop(degradation, capability, member, limit, format);

        return spec with
        {
            Limits = limits with
            {
                WallTime = Drop(SandboxCapabilities.WallTimeLimit, "wallTime", limits.WallTime, DurationText.Format),
                CpuTime = Drop(SandboxCapabilities.CpuTimeLimit, "cpuTime", limits.CpuTime, DurationText.Format),
                FileSize = Drop(SandboxCapabilities.FileSizeLimit, "fileSize", limits.FileSize, ByteSize.Format),
                OpenFiles = Drop(SandboxCapabilities.ResourceLimits, "openFiles", limits.OpenFiles, Count),
                Stack = Drop(SandboxCapabilities.ResourceLimits, "stack", limits.Stack, ByteSize.Format),
                CoreSize = Drop(SandboxCapabilities.ResourceLimits, "coreSize", limits.CoreSize, ByteSize.Format),
                AddressSpace = Drop(SandboxCapabilities.ResourceLimits, "addressSpace", limits.AddressSpace, ByteSize.Format),
                Output = Drop(SandboxCapabilities.OutputLimit, "output", limits.Output, ByteSize.Format),
            },
        };
    }

    // With a cgroup in a named directory they are that directory's matter.
    private static SandboxLimits WithoutTree(SandboxSpec spec, Degradation degradation) => spec.Cgroup?.Parent is not null
        ? spec.Limits
        : WithoutMemory(spec.Limits, degradation) with
        {
            Processes = Drop(degradation, SandboxCapabilities.ProcessLimit, "processes", spec.Limits.Processes, Count),
            Cpus = Drop(degradation, SandboxCapabilities.CpusLimit, "cpus", spec.Limits.Cpus, Count),
        };

    private static SandboxLimits WithoutMemory(SandboxLimits limits, Degradation degradation)
    {
        if (limits.Memory is not { } memory || degradation.Offers(SandboxCapabilities.MemoryLimit))
        {
            return limits;
        }

        var isHeldElsewhere = degradation.Offers(SandboxCapabilities.ResourceLimits);
        degradation.Warn(
            "limits.memory",
            ByteSize.Format(memory),
            isHeldElsewhere
                ? "each process may have that much address space, used or not (RLIMIT_AS)"
                : "there is no such limit");
        return limits with
        {
            Memory = null,
            AddressSpace = isHeldElsewhere ? Math.Min(memory, limits.AddressSpace ?? memory) : limits.AddressSpace,
        };
    }

    private static T? Drop<T>(
        Degradation degradation, SandboxCapabilities capability, string member, T? limit, Func<T, string> format)
        where T : struct => degradation.Drop(
            capability, $"limits.{member}", limit is { } value ? format(value) : null, "there is no such limit", limit, null);

    private static string Count<T>(T number)
        where T : struct, IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}

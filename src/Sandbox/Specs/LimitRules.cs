namespace Sandbox;

/// <summary>Rules for limits: the ranges <see cref="SandboxLimits"/> documents.</summary>
internal static class LimitRules
{
    /// <summary>The longest duration: what a signed 64-bit count of nanoseconds holds, some 292 years.</summary>
    public static TimeSpan MaxDuration { get; } = TimeSpan.FromTicks(long.MaxValue / TimeSpan.NanosecondsPerTick);

    // The kernel takes no quota below a millisecond, and the period is a tenth of a second.
    private const decimal MinCpus = 0.01m;
    private const decimal MaxCpus = 10_000m;

    public static void Check(SpecErrors errors, SandboxLimits? limits)
    {
        if (!errors.CheckPresent(limits, "limits"))
        {
            return;
        }

        CheckDuration(errors, "limits.wallTime", limits.WallTime, TimeSpan.Zero);
        CheckDuration(errors, "limits.killAfter", limits.KillAfter, TimeSpan.Zero);
        CheckDuration(errors, "limits.cpuTime", limits.CpuTime, TimeSpan.FromSeconds(1));
        CheckAmount(errors, "limits.memory", limits.Memory, 1);
        CheckAmount(errors, "limits.processes", limits.Processes, 1);
        errors.Check(
            limits.Cpus is null or (>= MinCpus and <= MaxCpus), "limits.cpus", $"{limits.Cpus} is not from {MinCpus} to {MaxCpus}");
        CheckAmount(errors, "limits.addressSpace", limits.AddressSpace, 1);
        CheckAmount(errors, "limits.fileSize", limits.FileSize, 0);
        CheckAmount(errors, "limits.openFiles", limits.OpenFiles, 3);
        CheckAmount(errors, "limits.stack", limits.Stack, 65536);
        CheckAmount(errors, "limits.coreSize", limits.CoreSize, 0);
        CheckAmount(errors, "limits.output", limits.Output, 0);
    }

    private static void CheckDuration(SpecErrors errors, string member, TimeSpan? value, TimeSpan min)
    {
        if (value is { } duration)
        {
            var text = DurationText.Format(duration);
            errors.Check(duration >= min, member, $"{text} is less than {DurationText.Format(min)}");
            errors.Check(duration <= MaxDuration, member, $"{text} is more than 292 years");
        }
    }

    private static void CheckAmount(SpecErrors errors, string member, long? value, long min) =>
        errors.Check(value is null || value >= min, member, $"{value} is less than {min}");
}

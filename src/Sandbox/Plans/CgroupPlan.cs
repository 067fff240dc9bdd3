using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Linux;

namespace Sandbox.Plans;

/// <summary>The control group a command is started in, as data (cgroups(7), version 2).</summary>
public sealed record CgroupPlan
{
    // The kernel's own default, a tenth of a second.
    private const int PeriodMicroseconds = 100_000;

    /// <summary>The directory it is made in; null: the caller's own group.</summary>
    public string? Parent { get; init; }

    /// <summary>
    /// The directory of a group that is there already and whose limits count; the command's is made in it, with none of its
    /// own. Null: there is none.
    /// </summary>
    public string? Existing { get; init; }

    /// <summary>What is written to the files of the group whose limits count, in order.</summary>
    public ImmutableArray<CgroupSetting> Settings { get; init; } = [];

    /// <summary>Processor time of all its processes together, after which they are ended; null: no limit.</summary>
    public TimeSpan? CpuTime { get; init; }

    /// <summary>Whether the group limits the number of its processes.</summary>
    public bool LimitsProcesses => Sets("pids.max");

    /// <summary>Whether the end of its memory ends the run. A group that is there already may have a limit.</summary>
    internal bool WatchesMemory => Existing is not null || Sets("memory.max");

    /// <summary>Whether a process that cannot be started ends the run.</summary>
    internal bool WatchesProcesses => Existing is not null || LimitsProcesses;

    /// <summary>The controllers it needs.</summary>
    internal ImmutableArray<string> Controllers =>
        [.. Settings.Select(setting => setting.Controller).Where(controller => controller != "cgroup").Distinct()];

    /// <summary>Whether a spec asks for anything that a group may hold; otherwise it needs none on any machine.</summary>
    internal static bool MayBeNeeded(SandboxSpec spec) => spec.Cgroup is not null
        || spec.Limits is not { Memory: null, Processes: null, Cpus: null, CpuTime: null };

    /// <summary>The group a spec needs; null where it needs none.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="facts">The calling process and its machine.</param>
    public static CgroupPlan? Of(SandboxSpec spec, HostFacts facts)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(facts);
        var isNamed = (spec.Cgroup?.Parent ?? spec.Cgroup?.Existing) is not null;
        var settings = SettingsOf(spec, isNamed || facts.Cgroups.Controllers.Contains("pids"));

        // Processor time needs no controller; where there is no group, it is limited for each process alone.
        var isWanted = spec.Cgroup is not null || !settings.IsEmpty || (spec.Limits.CpuTime is not null && facts.Cgroups.CanMakeGroups);
        return !isWanted ? null : new CgroupPlan
        {
            Parent = spec.Cgroup?.Parent,
            Existing = spec.Cgroup?.Existing,
            Settings = settings,
            CpuTime = spec.Limits.CpuTime,
        };
    }

    /// <summary>What is done for it, for a reader.</summary>
    internal IEnumerable<SandboxExplanationStep> Explain()
    {
        yield return new("host", "mkdir", $"a cgroup in {Existing ?? Parent ?? "the own one"}, removed afterwards");
        foreach (var setting in Settings)
        {
            yield return new("host", "write", $"{setting.File} {setting.Value}");
        }

        if (CpuTime is { } limit)
        {
            yield return new("monitor", "poll", $"after {limit} of processor time of the cgroup SIGXCPU to every process, then SIGKILL");
        }
    }

    private bool Sets(string file) => Settings.Any(setting => setting.File == file);

    private static ImmutableArray<CgroupSetting> SettingsOf(SandboxSpec spec, bool limitsProcesses)
    {
        var settings = ImmutableArray.CreateBuilder<CgroupSetting>();
        if (spec.Limits.Memory is { } memory)
        {
            // Swap would take what memory.max refuses; and one process killed alone would leave half a tree running.
            settings.Add(new("memory.max", Text(memory)) { IsLimit = true });
            settings.Add(new(CgroupSetting.Swap, "0") { IsLimit = true });
            settings.Add(new("memory.oom.group", "1") { IsLimit = true });
        }

        if (limitsProcesses && spec.Limits.Processes is { } processes)
        {
            settings.Add(new("pids.max", Text(processes)) { IsLimit = true });
        }

        if (spec.Limits.Cpus is { } cpus)
        {
            settings.Add(new("cpu.max", $"{Text((long)Math.Ceiling(cpus * PeriodMicroseconds))} {Text(PeriodMicroseconds)}") { IsLimit = true });
        }

        settings.AddRange((spec.Cgroup ?? new SandboxCgroup()).Settings.Select(setting => new CgroupSetting(setting.Key, setting.Value)));
        return settings.DrainToImmutable();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

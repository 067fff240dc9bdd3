namespace Sandbox;

/// <summary>Rules for <see cref="SandboxCgroup"/>.</summary>
internal static class CgroupRules
{
    private const int MaxNameLength = 128;
    private const int MaxValueBytes = 4096;
    private const int MaxSettings = 100;

    public static void Check(SpecErrors errors, SandboxSpec spec)
    {
        if (spec.Cgroup is not { } group)
        {
            return;
        }

        if (group.Parent is not null)
        {
            PathRules.CheckHostPath(errors, "cgroup.parent", group.Parent);
        }

        if (group.Existing is not null)
        {
            PathRules.CheckHostPath(errors, "cgroup.existing", group.Existing);
            errors.Check(group.Parent is null, "cgroup.existing", "is a group that is there already, and 'cgroup.parent' asks for a new one");
            errors.Check(
                spec.Limits is not { Memory: not null } and not { Processes: not null } and not { Cpus: not null },
                "cgroup.existing",
                "has its own limits; set them by 'cgroup.settings' in place of limits.memory, limits.processes and limits.cpus");
        }

        errors.Check(group.Settings.Count <= MaxSettings, "cgroup.settings", $"has {group.Settings.Count} entries; at most {MaxSettings} are taken");
        foreach (var (name, value) in group.Settings.Take(MaxSettings))
        {
            CheckSetting(errors, $"cgroup.settings[{TextRules.Show(name)}]", name, value, spec.Limits);
        }
    }

    private static void CheckSetting(SpecErrors errors, string member, string name, string value, SandboxLimits? limits)
    {
        if (!IsName(name))
        {
            errors.Add(member, "is not the name of a controller's file, such as memory.high: lower-case letters, digits, '_' and '.'");
        }
        else if (name.StartsWith("cgroup.", StringComparison.Ordinal))
        {
            errors.Add(member, "is about the group itself, which the sandbox arranges; set files of controllers");
        }
        else if (limits is not null && LimitFor(name, limits) is { } limit)
        {
            errors.Add(member, $"is what {limit} sets; leave one of them out");
        }

        if (TextRules.Check(errors, member, value) is { } length)
        {
            errors.Check(
                length is > 0 and <= MaxValueBytes && !value.Contains('\n', StringComparison.Ordinal),
                member,
                $"must be one line of 1 to {MaxValueBytes} bytes");
        }
    }

    // A name begins with its controller's and has no slash: nothing outside the group can be meant.
    private static bool IsName(string name) =>
        name.Length <= MaxNameLength
        && name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && dot < name.Length - 1
        && name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter is '_' or '.')
        && !name.Contains("..", StringComparison.Ordinal);

    private static string? LimitFor(string name, SandboxLimits limits) => name switch
    {
        "memory.max" or "memory.swap.max" or "memory.oom.group" when limits.Memory is not null => "limits.memory",
        "pids.max" when limits.Processes is not null => "limits.processes",
        "cpu.max" when limits.Cpus is not null => "limits.cpus",
        _ => null,
    };
}

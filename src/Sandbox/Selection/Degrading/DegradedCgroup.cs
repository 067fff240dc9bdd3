namespace Sandbox;

/// <summary>A cgroup of the caller's design where none can be made: the limits are held as far as they can be without.</summary>
internal static class DegradedCgroup
{
    public static SandboxSpec Apply(SandboxSpec spec, Degradation degradation) => spec.Cgroup is not { } group
        ? spec
        : spec with
        {
            Cgroup = degradation.Drop(
                (group.Parent ?? group.Existing) is null ? SandboxCapabilities.Cgroup : SandboxCapabilities.CgroupParent,
                "cgroup", Describe(group), "nothing is set in it", group, null),
        };

    private static string Describe(SandboxCgroup group)
    {
        var settings = string.Join(", ", group.Settings.Select(setting => $"{setting.Key} {setting.Value}"));
        return (group.Existing ?? group.Parent) is not { } place ? settings.Length == 0 ? "one of its own" : settings
            : settings.Length == 0 ? $"in {place}"
            : $"in {place}: {settings}";
    }
}

namespace Sandbox.Linux.Checks;

/// <summary>Whether this process is in a container already, by the marks engines leave.</summary>
internal static class ContainerCheck
{
    private const int MaxName = 40;

    // What the names of an engine's cgroups hold.
    private static readonly (string Mark, string Name)[] CgroupMarks =
    [
        ("kubepods", "kubernetes"), ("docker", "docker"), ("libpod", "podman"), ("containerd", "containerd"),
        ("lxc", "lxc"),
    ];

    public static HostFact Read() => Judge(
        File.Exists,
        ProcFiles.Read("/run/systemd/container"),
        Environment.GetEnvironmentVariable("container"),
        ProcFiles.Read("/proc/self/cgroup"));

    /// <param name="exists">Whether a file exists.</param>
    /// <param name="systemdName">What /run/systemd/container holds, or null.</param>
    /// <param name="variable">The environment variable <c>container</c>, or null.</param>
    /// <param name="cgroup">What /proc/self/cgroup holds, or null.</param>
    public static HostFact Judge(Func<string, bool> exists, string? systemdName, string? variable, string? cgroup)
    {
        var name = exists("/.dockerenv") ? "docker"
            : exists("/run/.containerenv") ? "podman"
            : Printable(systemdName) ?? Printable(variable) ?? FindCgroupMark(cgroup ?? "");

        // Being in a container is no problem by itself; what the engine forbids shows in the other facts and the probe.
        return new HostFact { Name = "container", Value = name ?? "none" };
    }

    private static string? FindCgroupMark(string cgroup) =>
        CgroupMarks.FirstOrDefault(mark => cgroup.Contains(mark.Mark, StringComparison.Ordinal)).Name;

    // Anybody can set the variable.
    private static string? Printable(string? name) =>
        name is { Length: > 0 and <= MaxName }
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? name
            : null;
}

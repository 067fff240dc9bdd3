namespace Sandbox.Conformance;

/// <summary>The directory of this process's own control group (cgroups(7), version 2).</summary>
internal static class CgroupDirectory
{
    // A path that is there on every machine with cgroup v2, where the own group's is not to be found.
    private const string Fallback = "/sys/fs/cgroup";

    /// <summary>It, or a path that serves only to ask for something.</summary>
    public static string Own { get; } = Find() ?? Fallback;

    /// <summary>Skips a test where this process may make no group there.</summary>
    public static void RequireWritable()
    {
        try
        {
            var name = $"{Own}/conformance-{Environment.ProcessId}";
            Directory.CreateDirectory(name);
            Directory.Delete(name);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Assert.Ignore($"no control group can be made in {Own}: {exception.Message}");
        }

        if (!File.Exists($"{Own}/cgroup.procs"))
        {
            Assert.Ignore($"{Own} is no control group");
        }
    }

    private static string? Find()
    {
        var mount = ReadLines("/proc/self/mounts").Select(line => line.Split(' ')).FirstOrDefault(fields => fields is [_, _, "cgroup2", ..]);
        var group = ReadLines("/proc/self/cgroup").FirstOrDefault(line => line.StartsWith("0::/", StringComparison.Ordinal));
        return mount is null || group is null ? null : (mount[1] + group[3..]).TrimEnd('/');
    }

    private static string[] ReadLines(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];
}

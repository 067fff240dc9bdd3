namespace Sandbox.EndToEnd.Tests.Limits;

/// <summary>A control group of a test's own, in which groups of sandboxes are made.</summary>
internal sealed class TestGroup : IDisposable
{
    private TestGroup(string path) => Path = path;

    public string Path { get; }

    /// <summary>The names of the groups in it.</summary>
    public string[] Groups => [.. Directory.GetDirectories(Path).Select(group => System.IO.Path.GetFileName(group)!)];

    /// <summary>Makes one; skips the test where this user may make none.</summary>
    public static TestGroup Make()
    {
        var group = TryMake();
        if (group is null)
        {
            Assert.Ignore($"this user may make no control group in {FindOwn() ?? "cgroup v2, which is not mounted"}");
        }

        return group!;
    }

    /// <summary>Makes one; null where this user may make none.</summary>
    public static TestGroup? TryMake()
    {
        if (FindOwn() is not { } own)
        {
            return null;
        }

        var path = $"{own}/tests-{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(path);
            return new TestGroup(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Removes it with what a failed test has left.</summary>
    public void Dispose()
    {
        foreach (var group in Directory.GetDirectories(Path, "*", SearchOption.AllDirectories).OrderByDescending(path => path.Length))
        {
            Directory.Delete(group);
        }

        Directory.Delete(Path);
    }

    private static string? FindOwn()
    {
        var mount = File.ReadAllLines("/proc/self/mounts").Select(line => line.Split(' ')).FirstOrDefault(fields => fields[2] == "cgroup2");
        var group = File.ReadAllLines("/proc/self/cgroup").FirstOrDefault(line => line.StartsWith("0::/", StringComparison.Ordinal));
        return mount is null || group is null ? null : (mount[1] + group[3..]).TrimEnd('/');
    }
}

using System.Globalization;

namespace Sandbox.Conformance;

/// <summary>
/// A running command as the host's /proc shows it (proc(5)): what it has can be seen also where its own tree has no /proc,
/// and it has no part in telling.
/// </summary>
internal sealed class CommandView
{
    private readonly string _directory;

    private CommandView(int id)
    {
        Id = id;
        _directory = $"/proc/{id}";
    }

    /// <summary>Its process id on the host.</summary>
    public int Id { get; }

    /// <summary>The session it is in, by the host's numbers.</summary>
    public int Session => SessionOf(_directory);

    /// <summary>The session the test is in.</summary>
    public static int OwnSession => SessionOf("/proc/self");

    /// <summary>What getrlimit(2) tells it.</summary>
    public string Limits => File.ReadAllText($"{_directory}/limits");

    /// <summary>Its descriptors, each with what it leads to on the host.</summary>
    public IReadOnlyDictionary<int, string> Descriptors => Directory.EnumerateFileSystemEntries($"{_directory}/fd")
        .ToDictionary(link => int.Parse(Path.GetFileName(link), CultureInfo.InvariantCulture), link => new FileInfo(link).LinkTarget ?? "");

    /// <summary>The last of a monitor's descendants, each of which has one child.</summary>
    public static CommandView Below(int monitor)
    {
        var children = Directory.EnumerateDirectories("/proc")
            .Select(directory => int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .ToLookup(ParentOf);
        var last = monitor;
        while (children[last].FirstOrDefault() is not 0 and var child)
        {
            last = child;
        }

        return new CommandView(last);
    }

    /// <summary>A value of /proc/PID/status.</summary>
    /// <param name="name">The name in front of it, such as <c>CapEff</c>.</param>
    public string Status(string name) => File.ReadLines($"{_directory}/status")
        .First(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..].Trim();

    /// <summary>A table of the network it is on.</summary>
    /// <param name="name">Its name in /proc/net.</param>
    public string Network(string name) => File.ReadAllText($"{_directory}/net/{name}");

    private static int SessionOf(string directory) => int.Parse(Fields($"{directory}/stat")[3], CultureInfo.InvariantCulture);

    private static int ParentOf(int id)
    {
        try
        {
            return int.Parse(Fields($"/proc/{id}/stat")[1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            // It has ended meanwhile.
            return -1;
        }
    }

    // Behind the name, which stands in parentheses and may hold any: state, parent, group, session.
    private static string[] Fields(string path)
    {
        var text = File.ReadAllText(path);
        return text[(text.LastIndexOf(')') + 2)..].Split(' ');
    }
}

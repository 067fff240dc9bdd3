namespace Sandbox.Linux;

/// <summary>
/// The host's files as a planner sees them, and a note of all it saw: whether a plan still fits is found out by looking at the
/// same paths again.
/// </summary>
/// <param name="files">The files that are looked at. Each path is, once.</param>
internal sealed class ObservedFiles(IHostFileSystem files) : IHostFileSystem
{
    private readonly Dictionary<string, HostEntry?> _entries = [];
    private readonly Dictionary<string, string?> _links = [];

    /// <summary>Whether something was read that takes as long to compare as to plan with: a directory, or what is mounted.</summary>
    public bool SawMore { get; private set; }

    /// <summary>How many paths were looked at.</summary>
    public int Count => _entries.Count + _links.Count;

    public IEnumerable<HostMount> Mounts
    {
        get
        {
            SawMore = true;
            return files.Mounts;
        }
    }

    /// <summary>Whether all that was looked at is as it was seen.</summary>
    /// <param name="now">The files as they are now.</param>
    public bool AreStillIn(IHostFileSystem now)
    {
        foreach (var (path, entry) in _entries)
        {
            if (now.Lookup(path) != entry)
            {
                return false;
            }
        }

        foreach (var (path, link) in _links)
        {
            if (now.ReadLink(path) != link)
            {
                return false;
            }
        }

        return true;
    }

    public HostEntry? Lookup(string path)
    {
        if (!_entries.TryGetValue(path, out var entry))
        {
            entry = files.Lookup(path);
            _entries.Add(path, entry);
        }

        return entry;
    }

    public string? ReadLink(string path)
    {
        if (!_links.TryGetValue(path, out var link))
        {
            link = files.ReadLink(path);
            _links.Add(path, link);
        }

        return link;
    }

    public IEnumerable<string> List(string path)
    {
        SawMore = true;
        return files.List(path);
    }
}

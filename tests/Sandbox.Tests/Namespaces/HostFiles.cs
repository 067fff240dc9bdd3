using Sandbox.Linux;

namespace Sandbox.Tests.Namespaces;

/// <summary>
/// A host's files from a text: one path a line, a slash at the end for a directory, <c>-> TARGET</c> for a link;
/// <c>mine</c> is the caller's, <c>shared</c> writable by all. Directories on the way are root's.
/// </summary>
internal sealed class HostFiles : IHostFileSystem
{
    public const uint Me = 1000;

    private const UnixFileMode OrdinaryMode = (UnixFileMode)0b111_101_101;
    private const UnixFileMode SharedMode = (UnixFileMode)0b111_111_111;

    private const string Usual = """
        /bin -> usr/bin
        /dev/full device
        /dev/kvm device
        /dev/null device
        /dev/random device
        /dev/tty device
        /dev/urandom device
        /dev/zero device
        /dev/pts/3 device
        /dev/shm/ shared
        /etc/hosts
        /etc/mtab -> ../proc/self/mounts
        /etc/passwd
        /etc/ssl/
        /home/me/ mine
        /home/me/notes mine
        /home/me/project/ mine
        /home/me/project/Makefile mine
        /mine -> dev
        /opt/
        /proc/
        /root/
        /tmp/ shared
        /usr/bin/sh
        """;

    private readonly Dictionary<string, HostEntry> _entries = [];
    private readonly Dictionary<string, string> _links = [];

    private HostFiles(string text)
    {
        _entries["/"] = new HostEntry(HostEntryKind.Directory, OrdinaryMode, 0);
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            Add(line.Split(' '));
        }
    }

    /// <summary>How often anything was asked.</summary>
    public int Questions { get; private set; }

    /// <summary>A usual machine, and what is written.</summary>
    public static HostFiles With(string text = "") => new($"{Usual}\n{text}");

    /// <summary>What is written, and nothing else.</summary>
    public static HostFiles Only(string text) => new(text);

    /// <summary>The same machine, with these mounted besides.</summary>
    public HostFiles MountedAt(params HostMount[] mounts)
    {
        Mounts = [.. Mounts, .. mounts];
        return this;
    }

    public HostEntry? Lookup(string path)
    {
        Questions++;
        return _entries.TryGetValue(path, out var entry) ? entry : null;
    }

    public string? ReadLink(string path)
    {
        Questions++;
        return _links.GetValueOrDefault(path);
    }

    public IEnumerable<HostMount> Mounts { get; private set; } = [new("/", "ext4"), new("/proc", "proc"), new("/dev", "devtmpfs")];

    public IEnumerable<string> List(string path)
    {
        Questions++;
        var prefix = path == "/" ? path : $"{path}/";
        return [.. _entries.Keys
            .Where(entry => entry.Length > prefix.Length && entry.StartsWith(prefix, StringComparison.Ordinal))
            .Select(entry => entry[prefix.Length..])
            .Where(name => !name.Contains('/'))];
    }

    private void Add(string[] words)
    {
        var path = words[0].TrimEnd('/');
        var kind = words[0].EndsWith('/') ? HostEntryKind.Directory
            : words.Contains("->") ? HostEntryKind.Symlink
            : words.Contains("device") ? HostEntryKind.Other
            : HostEntryKind.File;
        if (kind == HostEntryKind.Symlink)
        {
            _links[path] = words[2];
        }

        _entries[path] = new HostEntry(
            kind, words.Contains("shared") ? SharedMode : OrdinaryMode, words.Contains("mine") ? Me : 0);
        for (var parent = Path.GetDirectoryName(path)!; parent != "/"; parent = Path.GetDirectoryName(parent)!)
        {
            _entries.TryAdd(parent, new HostEntry(HostEntryKind.Directory, OrdinaryMode, 0));
        }
    }
}

using Sandbox.Linux;

namespace Sandbox.Trees;

/// <summary>A file, directory or symbolic link of the sandbox as it will be, looked up when it is first asked for.</summary>
internal sealed class TreeNode
{
    private readonly TreeLayer _entryLayer;
    private readonly Dictionary<string, TreeNode?> _entries = new(StringComparer.Ordinal);

    public TreeNode(TreeNode? parent, string name, TreeContent content)
    {
        Parent = parent;
        Name = name;
        Path = parent is null ? "/" : TreePath.Join(parent.Path, name);
        Kind = content.Kind;
        HostPath = content.HostPath;
        Permissions = content.Permissions;
        LinkTarget = content.LinkTarget;
        Layer = _entryLayer = content.Layer;
    }

    /// <summary>The directory it is in; null for the root.</summary>
    public TreeNode? Parent { get; }

    public string Name { get; }

    /// <summary>Its canonical path inside.</summary>
    public string Path { get; }

    public HostEntryKind Kind { get; }

    public bool IsDirectory => Kind == HostEntryKind.Directory;

    /// <summary>Where it is on the host; null for what the sandbox makes.</summary>
    public string? HostPath { get; }

    /// <summary>Its owner and mode on the host; null for what the sandbox makes.</summary>
    public HostEntry? Permissions { get; }

    /// <summary>What rests below new entries of this directory.</summary>
    public TreeLayer Layer { get; private set; }

    /// <summary>What a symbolic link of the sandbox says; null for any other, and for one of the host.</summary>
    public string? LinkTarget { get; }

    /// <summary>Whether something is mounted on it, so that nobody can rename or remove it.</summary>
    public bool IsMountPoint { get; private set; }

    /// <summary>Whether something was mounted or made at or below it.</summary>
    public bool IsInUse { get; private set; }

    /// <summary>Whether it is still what is found at its path, rather than covered by a later mount.</summary>
    public bool IsVisible =>
        Parent is null || (Parent._entries.TryGetValue(Name, out var entry) && entry == this && Parent.IsVisible);

    /// <summary>The entries the sandbox itself put here, whatever they rest on.</summary>
    public IEnumerable<string> PlannedEntries => _entries.Where(entry => entry.Value is not null).Select(entry => entry.Key);

    /// <summary>The entry of a directory, or null where there is none.</summary>
    public TreeNode? Find(string name, IHostFileSystem files)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            entry = FindOnHost(name, files);
            _entries.Add(name, entry);
        }

        return entry;
    }

    /// <summary>Puts something at a name of this directory, over what is there.</summary>
    public TreeNode Put(string name, TreeContent content)
    {
        var entry = new TreeNode(this, name, content);
        _entries[name] = entry;
        entry.MarkInUse();
        return entry;
    }

    /// <summary>Notes that something is mounted on it.</summary>
    public void MarkMountPoint() => IsMountPoint = true;

    /// <summary>Takes an entry away.</summary>
    public void LeaveOut(string name) => _entries[name] = null;

    /// <summary>Makes it a tmpfs that shows the same entries and takes new ones.</summary>
    public void Mirror()
    {
        Layer = TreeLayer.SealedOwn;
        MarkMountPoint();
        MarkInUse();
    }

    private void MarkInUse()
    {
        for (var node = this; node is { IsInUse: false }; node = node.Parent)
        {
            node.IsInUse = true;
        }
    }

    private TreeNode? FindOnHost(string name, IHostFileSystem files)
    {
        if (HostPath is null || !IsDirectory)
        {
            return null;
        }

        var hostPath = TreePath.Join(HostPath, name);
        return files.Lookup(hostPath) is { } entry
            ? new TreeNode(this, name, new TreeContent(entry.Kind, _entryLayer, hostPath, entry))
            : null;
    }
}

namespace Sandbox.Trees.Planning;

/// <summary>Where the tree shows files of the host: one that is bound twice is to be seen in two places.</summary>
internal sealed class HostPlaces(SandboxTree tree)
{
    private readonly Dictionary<string, List<TreeNode>> _mounts = new(StringComparer.Ordinal)
    {
        [tree.Root.HostPath ?? ""] = [tree.Root],
    };

    /// <summary>Notes what a place shows from here on.</summary>
    public void Add(TreeNode mount)
    {
        if (mount.HostPath is { } source)
        {
            if (!_mounts.TryGetValue(source, out var mounts))
            {
                _mounts.Add(source, mounts = []);
            }

            mounts.Add(mount);
        }
    }

    /// <summary>The places at which a path of the host is to be seen, mounts above it included.</summary>
    /// <param name="hostPath">The path, without links.</param>
    public List<TreeNode> Showing(string hostPath)
    {
        var places = new List<TreeNode>();
        for (var source = hostPath; source is not null; source = Path.GetDirectoryName(source))
        {
            foreach (var mount in _mounts.GetValueOrDefault(source, []).Where(mount => mount.IsVisible))
            {
                if (Descend(mount, hostPath[source.Length..]) is { } place && place.HostPath == hostPath && !places.Contains(place))
                {
                    places.Add(place);
                }
            }
        }

        return places;
    }

    /// <summary>The mounts that show something from below a directory of the host.</summary>
    public List<TreeNode> Below(string directory) =>
    [
        .. _mounts.Where(entry => entry.Key != directory && TreePath.IsAtOrBelow(entry.Key, directory))
            .SelectMany(entry => entry.Value)
            .Where(mount => mount.IsVisible),
    ];

    private TreeNode? Descend(TreeNode? node, string path)
    {
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            node = node is { IsDirectory: true } ? tree.Find(node, name) : null;
        }

        return node;
    }
}

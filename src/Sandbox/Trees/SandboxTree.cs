using System.Collections.Immutable;
using Sandbox.Linux;

namespace Sandbox.Trees;

/// <summary>
/// A tree of files as it will be when the sandbox runs, so that a plan can name every path by its canonical name and
/// knows where it may make entries. Each path is looked up on the host once.
/// </summary>
internal sealed class SandboxTree
{
    private const int MaxLinks = 40;

    private readonly IHostFileSystem _files;

    public SandboxTree(IHostFileSystem files, TreeContent root)
    {
        _files = files;
        Root = new TreeNode(parent: null, "", root);
    }

    public TreeNode Root { get; }

    /// <summary>The host's own tree: the one sources are looked up in.</summary>
    public static SandboxTree OfHost(IHostFileSystem files) =>
        new(files, new TreeContent(HostEntryKind.Directory, TreeLayer.WritableHost, "/", files.Lookup("/")));

    /// <summary>Finds where an absolute path leads, as the kernel would inside: <c>..</c> of the root is the root.</summary>
    /// <param name="path">The path.</param>
    /// <param name="followLast">Whether a symbolic link at its end is followed too.</param>
    public TreeLookup Find(string path, bool followLast = true)
    {
        var names = new Stack<string>();
        Push(names, path);
        var node = Root;
        var links = 0;
        while (names.TryPop(out var name))
        {
            if (name == "..")
            {
                node = node.Parent ?? node;
                continue;
            }

            if (!node.IsDirectory || (node.Layer == TreeLayer.Kernel && Find(node, name) is null))
            {
                return Stop(node.IsDirectory ? TreeLookupOutcome.Kernel : TreeLookupOutcome.NotDirectory);
            }

            if (Find(node, name) is not { } entry)
            {
                return Stop(TreeLookupOutcome.Missing);
            }

            if (entry.Kind == HostEntryKind.Symlink && (followLast || names.Count > 0) && LinkTarget(entry) is { } link)
            {
                if (++links > MaxLinks)
                {
                    return Stop(TreeLookupOutcome.TooManyLinks);
                }

                Push(names, link);
                node = link.StartsWith('/') ? Root : node;
                continue;
            }

            node = entry;

            TreeLookup Stop(TreeLookupOutcome outcome) => new(outcome, node, [name, .. names]);
        }

        return new TreeLookup(TreeLookupOutcome.Found, node, []);
    }

    /// <summary>The entry of a directory, its links not followed; null where there is none.</summary>
    public TreeNode? Find(TreeNode directory, string name) => directory.Find(name, _files);

    /// <summary>What a symbolic link says, or null where that cannot be read.</summary>
    public string? LinkTarget(TreeNode link) =>
        link.LinkTarget ?? (link.HostPath is { } hostPath ? _files.ReadLink(hostPath) : null);

    /// <summary>The names in a directory, in ordinal order; none for what the kernel fills.</summary>
    public ImmutableArray<string> List(TreeNode directory)
    {
        IEnumerable<string> names = directory.PlannedEntries;
        if (directory is { HostPath: { } hostPath, IsDirectory: true })
        {
            names = names.Union(_files.List(hostPath).Where(name => Find(directory, name) is not null));
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }

    private static void Push(Stack<string> names, string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i] != ".")
            {
                names.Push(parts[i]);
            }
        }
    }
}

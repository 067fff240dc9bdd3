using System.IO.Enumeration;
using Sandbox.Linux;

namespace Sandbox.Trees.Planning;

/// <summary>
/// Finds what a pattern matches in the sandbox's tree: <c>*</c> and <c>?</c> within a name, <c>**</c> for any number
/// of directories. <c>**</c> does not follow symbolic links, and nothing is matched in what the kernel fills.
/// </summary>
internal sealed class PathPattern
{
    /// <summary>The most paths a pattern may match.</summary>
    public const int MaxMatches = 100_000;

    /// <summary>The most entries that are compared.</summary>
    public const int MaxVisits = 1_000_000;

    /// <summary>How many directories <c>**</c> descends.</summary>
    public const int MaxDepth = 128;

    private const string AnyDirectories = "**";

    private readonly SandboxTree _tree;
    private readonly string _pattern;
    private readonly string _member;
    private readonly string[] _names;
    private readonly List<string> _matches = [];
    private readonly HashSet<(TreeNode Directory, int Position)> _visited = [];
    private int _visits;

    private PathPattern(SandboxTree tree, string pattern, string member)
    {
        _tree = tree;
        _pattern = pattern;
        _member = member;
        _names = pattern.Split('/', StringSplitOptions.RemoveEmptyEntries);
    }

    public static bool IsPattern(string path) => path.AsSpan().ContainsAny('*', '?');

    /// <summary>The paths that match, in order.</summary>
    /// <exception cref="SandboxSpecException">It matches too much, or in what the kernel fills.</exception>
    public static IReadOnlyList<string> Expand(SandboxTree tree, string pattern, string member)
    {
        var search = new PathPattern(tree, pattern, member);
        search.Start();
        return search._matches;
    }

    private void Start()
    {
        var start = Array.FindIndex(_names, IsPattern);
        var lookup = _tree.Find("/" + string.Join('/', _names.AsSpan(0, start)));
        if (lookup.Node.Layer == TreeLayer.Kernel)
        {
            throw new SandboxSpecException(
                _member, $"{_pattern} is a pattern below {lookup.Node.Path}, whose entries come and go", "name each path");
        }

        if (lookup.Outcome == TreeLookupOutcome.Found)
        {
            Search(lookup.Node, start, depth: 0);
        }
    }

    private void Search(TreeNode directory, int position, int depth)
    {
        if (!directory.IsDirectory || directory.Layer == TreeLayer.Kernel || !_visited.Add((directory, position)))
        {
            return;
        }

        var name = _names[position];
        if (name == AnyDirectories && position < _names.Length - 1)
        {
            SearchBelow(directory, position, depth);
        }
        else if (!IsPattern(name))
        {
            Visit(directory, name, position, depth);
        }
        else
        {
            foreach (var entry in _tree.List(directory).Where(entry => FileSystemName.MatchesSimpleExpression(name, entry, ignoreCase: false)))
            {
                Visit(directory, entry, position, depth);
            }
        }
    }

    private void SearchBelow(TreeNode directory, int position, int depth)
    {
        Check(depth <= MaxDepth, $"reaches more than {MaxDepth} directories deep");
        Search(directory, position + 1, depth);
        foreach (var entry in _tree.List(directory))
        {
            Count();
            if (_tree.Find(directory, entry) is { Kind: HostEntryKind.Directory } below)
            {
                Search(below, position, depth + 1);
            }
        }
    }

    private void Visit(TreeNode directory, string name, int position, int depth)
    {
        Count();
        if (_tree.Find(directory, name) is not { } entry)
        {
            return;
        }

        if (position == _names.Length - 1)
        {
            Check(_matches.Count < MaxMatches, $"matches more than {MaxMatches} paths");
            _matches.Add(entry.Path);
        }
        else if (_tree.Find(entry.Path) is { Outcome: TreeLookupOutcome.Found, Node: var next })
        {
            Search(next, position + 1, depth);
        }
    }

    private void Count() => Check(++_visits <= MaxVisits, $"would compare more than {MaxVisits} files");

    private void Check(bool holds, string problem)
    {
        if (!holds)
        {
            throw new SandboxSpecException(_member, $"{_pattern} {problem}", "use a narrower pattern, or deny a directory above");
        }
    }
}

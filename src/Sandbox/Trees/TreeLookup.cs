using System.Collections.Immutable;

namespace Sandbox.Trees;

/// <summary>Where a path leads, symbolic links followed.</summary>
/// <param name="Outcome">How far it leads.</param>
/// <param name="Node">What it names, or the last thing on the way that is there.</param>
/// <param name="Rest">The names below <paramref name="Node"/> that are not known to be there; none when found.</param>
internal readonly record struct TreeLookup(TreeLookupOutcome Outcome, TreeNode Node, ImmutableArray<string> Rest)
{
    /// <summary>Whether a name that is not there is followed by <c>..</c>, so that the kernel finds nothing (ENOENT).</summary>
    public bool LeadsBack => Rest.Contains("..");

    /// <summary>The path without links, as far as it can be told.</summary>
    public string Path => Rest.Aggregate(Node.Path, TreePath.Join);
}

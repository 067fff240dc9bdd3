namespace Sandbox.Trees.Planning;

/// <summary>Plans symbolic links. Nothing can be mounted as a link, so one takes the place of what is there.</summary>
internal sealed class SymlinkMounts(TreePlan plan, MountPoints mountPoints)
{
    /// <exception cref="SandboxSpecException">What is there cannot be replaced.</exception>
    public TreeNode Add(SymlinkMount symlink, string member)
    {
        var lookup = plan.Tree.Find(symlink.Target, followLast: false);
        if (lookup.Outcome != TreeLookupOutcome.Found)
        {
            var parent = mountPoints.MakeParent(lookup, symlink.Target, member);
            return plan.MakeSymlink(parent, lookup.Rest[^1], symlink.LinkTarget);
        }

        var node = lookup.Node;
        if (node.Parent is not { } directory || !TryRemove(directory, node))
        {
            throw new SandboxSpecException(
                member,
                node.IsInUse
                    ? $"{symlink.Target} is there already, made or mounted for the sandbox itself; a link cannot take its place"
                    : $"{symlink.Target} is there already, in a directory that is writable on the host; a link cannot take its place",
                "choose another path");
        }

        return plan.MakeSymlink(directory, node.Name, symlink.LinkTarget);
    }

    // An earlier link is not made at all; what the host has is left out of a mirror of its directory.
    private bool TryRemove(TreeNode directory, TreeNode node)
    {
        if (plan.TakeBackSymlink(node))
        {
            return true;
        }

        if (node.IsInUse || directory.Layer == TreeLayer.RootDirectory || !mountPoints.TryOpen(directory))
        {
            return false;
        }

        plan.LeaveOut(directory, node.Name);
        return true;
    }
}

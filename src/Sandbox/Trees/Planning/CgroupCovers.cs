namespace Sandbox.Trees.Planning;

/// <summary>
/// Plans covers for the host's cgroup v2, wherever the tree shows it, for a command that has a group of its own. Read-only
/// would not do: who may write to a group by its owner and mode can start a process in it through a mere directory
/// descriptor (clone3(2), CLONE_INTO_CGROUP), and would leave its own group that way.
/// </summary>
internal sealed class CgroupCovers(TreePlan plan, DeniedPaths denied, SandboxTree host)
{
    /// <param name="spec">The spec.</param>
    /// <param name="mounts">Where cgroup v2 is mounted on the host.</param>
    /// <exception cref="SandboxSpecException">It is shown as the root.</exception>
    public void Add(SandboxSpec spec, IEnumerable<string> mounts)
    {
        foreach (var mount in mounts)
        {
            if (plan.Tree.Root.HostPath is { } root)
            {
                CoverIn(root, "/", mount, "root");
            }

            for (var index = 0; index < spec.Mounts.Length; index++)
            {
                if (spec.Mounts[index] is BindMount bind && host.Find(bind.Source).Node.HostPath is { } source)
                {
                    CoverIn(source, bind.Target, mount, $"mounts[{index}]");
                }
            }
        }
    }

    private void CoverIn(string source, string target, string mount, string member)
    {
        if (TreePath.IsAtOrBelow(mount, source))
        {
            Cover(target + (source == "/" ? mount : mount[source.Length..]), mount, member);
        }
        else if (TreePath.IsAtOrBelow(source, mount))
        {
            Cover(target, mount, member);
        }
    }

    // Something else may be mounted over it.
    private void Cover(string path, string mount, string member)
    {
        if (plan.Tree.Find(path) is { Outcome: TreeLookupOutcome.Found, Node: { HostPath: { } shown } node }
            && TreePath.IsAtOrBelow(shown, mount))
        {
            denied.Hide(node, path, member);
        }
    }
}

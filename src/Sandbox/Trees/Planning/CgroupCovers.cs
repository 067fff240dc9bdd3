namespace Sandbox.Trees.Planning;

/// <summary>
/// Plans covers for the host's cgroup v2, wherever the tree shows it, for a command that has a group of its own. Read-only
/// would not do: who may write to a group by its owner and mode can start a process in it through a mere directory
/// descriptor (clone3(2), CLONE_INTO_CGROUP), and would leave its own group that way.
/// </summary>
internal sealed class CgroupCovers(TreePlan plan, DeniedPaths denied)
{
    private const string Member = "cgroup";

    /// <param name="mounts">Where cgroup v2 is mounted on the host.</param>
    /// <exception cref="SandboxSpecException">It is shown as the root.</exception>
    public void Add(IEnumerable<string> mounts)
    {
        foreach (var mount in mounts)
        {
            foreach (var place in plan.Places.Showing(mount).Concat(plan.Places.Below(mount)))
            {
                denied.Hide(place, Member);
            }
        }
    }
}

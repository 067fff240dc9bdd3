using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>
/// Plans the overlays of a root that is ephemeral: one over a directory where that can be, otherwise one over each
/// directory in it, and what is left stays read-only.
/// </summary>
internal sealed class ThrowawayLayers(TreePlan plan, LayerObstacles obstacles)
{
    /// <summary>Puts layers over all that a root shows, unless it is one overlay itself.</summary>
    public void Add(SandboxRoot root)
    {
        if (root is HostRoot { Ephemeral: true } || (root is DirectoryRoot { Ephemeral: true, Writable.IsAll: true } && !plan.IsOverlay))
        {
            CoverEntries(plan.Tree.Root, FlagsOf(root));
        }
    }

    /// <summary>Puts layers over a directory of the host that is bound at a place of the tree.</summary>
    /// <param name="place">Where they go; what is there is covered.</param>
    /// <param name="directory">The directory they show.</param>
    /// <param name="isShown">Whether the place shows the directory already.</param>
    public void Cover(TreeNode place, TreeNode directory, bool isShown)
    {
        var source = directory.HostPath!;
        if (obstacles.Below(source) is null)
        {
            Mount(place, directory, source, MountFlags.NoSetuid | MountFlags.NoDevices, isOptional: false);
            return;
        }

        const MountFlags Base = MountFlags.ReadOnly | MountFlags.NoSetuid | MountFlags.NoDevices;
        var top = isShown
            ? place
            : plan.Mount(place, TreeContent.OfHost(directory, TreeLayer.ReadOnlyHost), new BindStep(source, place.Path, Base));
        CoverEntries(top, MountFlags.NoSetuid | MountFlags.NoDevices);
    }

    /// <summary>What a mount of a root's own files has besides.</summary>
    private static MountFlags FlagsOf(SandboxRoot root) =>
        root is HostRoot ? MountFlags.NoSetuid : MountFlags.NoSetuid | MountFlags.NoDevices;

    private void CoverEntries(TreeNode directory, MountFlags flags)
    {
        foreach (var name in plan.Tree.List(directory))
        {
            if (plan.Tree.Find(directory, name) is not { IsDirectory: true, HostPath: { } source } entry)
            {
                continue;
            }

            if (obstacles.Below(source) is not null)
            {
                CoverEntries(entry, flags);
            }
            else if (!obstacles.IsUnfit(source))
            {
                // It may go while the sandbox is set up: then it is simply not shown.
                Mount(entry, entry, source, flags, isOptional: true);
            }
        }
    }

    private void Mount(TreeNode place, TreeNode directory, string source, MountFlags flags, bool isOptional) => plan.Mount(
        place,
        TreeContent.OfHost(directory, TreeLayer.Throwaway),
        new OverlayStep(source, place.Path, plan.NextLayer(), flags, isOptional));
}

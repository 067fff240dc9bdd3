using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>
/// Plans what of a root directory is writable: each path is bound on itself. That comes before any other mount, so
/// that <c>/tmp</c>, <c>/dev</c>, <c>/proc</c> and the spec's mounts stay what they are when a writable path holds them.
/// </summary>
internal sealed class WritableRootPaths(TreePlan plan, ThrowawayLayers layers)
{
    /// <exception cref="SandboxSpecException">A path is not in the root directory.</exception>
    public void Add(SandboxRoot root)
    {
        if (root is not DirectoryRoot directory)
        {
            return;
        }

        for (var index = 0; index < directory.Writable.Paths.Length; index++)
        {
            Add(directory.Writable.Paths[index], $"root.writable[{index}]", directory);
        }
    }

    private void Add(string path, string member, DirectoryRoot root)
    {
        var lookup = plan.Tree.Find(path);
        var node = lookup.Node;
        if (lookup.Outcome != TreeLookupOutcome.Found || node.HostPath is not { } source)
        {
            throw new SandboxSpecException(
                member, $"{path} does not exist in {root.Path}", $"make it there first, with the kind it is to have");
        }

        if (node.Parent is null)
        {
            throw new SandboxSpecException(
                member, $"{path} is the whole root directory", "to have the whole root writable, say 'all'");
        }

        // Below a path that is writable already there is nothing to do.
        if (node.Layer != TreeLayer.ReadOnlyHost)
        {
            return;
        }

        if (root.Ephemeral && !node.IsDirectory)
        {
            throw new SandboxSpecException(
                member, $"{path} is not a directory, and only directories have throwaway layers", "name the directory it is in");
        }

        if (root.Ephemeral)
        {
            layers.Cover(node, node, isShown: true);
        }
        else
        {
            plan.Mount(
                node,
                TreeContent.OfHost(node, TreeLayer.WritableHost),
                new BindStep(source, node.Path, MountFlags.NoSetuid | MountFlags.NoDevices));
        }
    }
}

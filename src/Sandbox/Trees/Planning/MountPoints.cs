using Sandbox.Linux;

namespace Sandbox.Trees.Planning;

/// <summary>Finds where in the sandbox's tree something goes, and makes what is missing there.</summary>
internal sealed class MountPoints(TreePlan plan, HostFacts facts)
{
    /// <summary>What is at a path, or else an empty file or directory made there to be mounted on.</summary>
    /// <param name="path">Where something is to be mounted.</param>
    /// <param name="isDirectory">Whether that is a directory.</param>
    /// <param name="member">The member of the spec that asks for it.</param>
    /// <exception cref="SandboxSpecException">There is nothing fit to mount on, and nothing can be made.</exception>
    public TreeNode At(string path, bool isDirectory, string member)
    {
        var lookup = plan.Tree.Find(path);
        switch (lookup.Outcome)
        {
            case TreeLookupOutcome.Kernel when !lookup.LeadsBack:
                return InKernel(lookup);
            case TreeLookupOutcome.Found:
                Check(lookup.Node, path, isDirectory, member);
                return lookup.Node;
            default:
                var parent = MakeParent(lookup, path, member);
                var name = lookup.Rest[^1];
                return isDirectory ? plan.MakeDirectory(parent, name) : plan.MakeFile(parent, name);
        }
    }

    /// <summary>
    /// The directory a missing path can be made in. Directories on the way are made; where that would be on the host,
    /// the directory there is mirrored first.
    /// </summary>
    /// <param name="lookup">How far the path leads.</param>
    /// <param name="path">The path.</param>
    /// <param name="member">The member of the spec that asks for it.</param>
    /// <exception cref="SandboxSpecException">It cannot be made, or only on the host.</exception>
    public TreeNode MakeParent(TreeLookup lookup, string path, string member)
    {
        if (lookup.Outcome != TreeLookupOutcome.Missing || lookup.LeadsBack)
        {
            throw new SandboxSpecException(member, WhyNotMade(lookup, path), "choose another path");
        }

        var parent = lookup.Node;
        if (!TryOpen(parent))
        {
            throw new SandboxSpecException(
                member,
                $"{path} does not exist, and making it would make it on the host: its directory is writable there",
                $"make {HostPathOf(lookup)} on the host first");
        }

        foreach (var name in lookup.Rest.AsSpan()[..^1])
        {
            parent = plan.MakeDirectory(parent, name);
        }

        return parent;
    }

    /// <summary>Makes sure that a directory takes new entries of the sandbox.</summary>
    /// <returns>False where they would be made on the host.</returns>
    public bool TryOpen(TreeNode directory)
    {
        switch (directory.Layer)
        {
            case TreeLayer.Own or TreeLayer.SealedOwn:
                return true;
            case TreeLayer.RootDirectory or TreeLayer.WritableHost or TreeLayer.Throwaway when CanGainEntries(directory):
                return directory.Layer != TreeLayer.WritableHost;
            case TreeLayer.ReadOnlyHost or TreeLayer.WritableHost or TreeLayer.RootDirectory or TreeLayer.Throwaway:
                plan.Mirror(directory);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether the command could make entries in a directory while it runs.</summary>
    /// <remarks>Where it is a matter of doubt, such as an access control list, the answer is yes.</remarks>
    public bool CanGainEntries(TreeNode directory) => directory.Layer switch
    {
        TreeLayer.Own => true,
        TreeLayer.WritableHost or TreeLayer.RootDirectory or TreeLayer.Throwaway => directory.Permissions is not { } entry
            || facts.UserId == 0
            || entry.UserId == facts.UserId
            || (entry.Mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0,
        _ => false,
    };

    /// <summary>Where a missing path would be on the host.</summary>
    private static string HostPathOf(TreeLookup lookup) =>
        lookup.Rest.Aggregate(lookup.Node.HostPath ?? lookup.Node.Path, TreePath.Join);

    // What the kernel will show there is not known; the kernel itself checks it when the mount is made.
    private static TreeNode InKernel(TreeLookup lookup) =>
        lookup.Rest.Aggregate(lookup.Node, (node, name) => node.Put(name, TreeContent.KernelDirectory));

    private static void Check(TreeNode node, string path, bool isDirectory, string member)
    {
        if (node.Parent is null)
        {
            throw new SandboxSpecException(member, $"{path} is the sandbox's root", "ask for another root instead");
        }

        if (node.IsDirectory != isDirectory)
        {
            throw new SandboxSpecException(
                member,
                isDirectory
                    ? $"{path} is not a directory, and a directory is to be mounted on it"
                    : $"{path} is a directory, and a file is to be mounted on it",
                "a directory can only be mounted on a directory, a file on a file");
        }
    }

    private static string WhyNotMade(TreeLookup lookup, string path) => lookup.Outcome switch
    {
        TreeLookupOutcome.NotDirectory => $"{path} cannot be made: {lookup.Node.Path} is not a directory",
        TreeLookupOutcome.TooManyLinks => $"{path} leads through too many symbolic links",
        TreeLookupOutcome.Kernel => $"{path} cannot be made: {lookup.Node.Path} holds what the kernel shows",
        _ => $"{path} leads through {lookup.Path}, which does not exist",
    };
}

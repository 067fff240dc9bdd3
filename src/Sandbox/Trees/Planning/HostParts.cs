using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>Plans single files, directories and links of the host, each read-only at its own path.</summary>
internal sealed class HostParts(TreePlan plan, MountPoints mountPoints, SandboxTree host)
{
    /// <summary>Shows a part of the system, if the host has it.</summary>
    public void ShowSystem(string path) => TryShow(path, "root");

    /// <summary>Shows what is declared.</summary>
    /// <exception cref="SandboxSpecException">There is nothing, or it has no place inside.</exception>
    public void ShowInput(string path, string member)
    {
        if (!TryShow(path, member))
        {
            throw new SandboxSpecException(
                member, $"{path} does not exist or cannot be reached", "make it first, or do not declare it");
        }
    }

    /// <summary>Shows an entry of a declared directory, whatever it is; one that has gone since is not there.</summary>
    public void ShowEntry(string path, string member)
    {
        if (host.Find(path, followLast: false) is { Outcome: TreeLookupOutcome.Found, Node: var source })
        {
            Show(source, path, member);
        }
    }

    private bool TryShow(string path, string member)
    {
        if (host.Find(path, followLast: false) is not { Outcome: TreeLookupOutcome.Found, Node: var source })
        {
            return false;
        }

        if (source.Kind == HostEntryKind.Other)
        {
            throw new SandboxSpecException(
                member,
                $"{path} is a device, socket or named pipe, behind which something of the host answers",
                "bind it (--bind), if that is meant");
        }

        Show(source, path, member);
        return true;
    }

    private void Show(TreeNode source, string path, string member)
    {
        if (source.Kind == HostEntryKind.Symlink)
        {
            ShowLink(source, path, member);
        }
        else
        {
            ShowContent(source, path, member);
        }
    }

    private void ShowContent(TreeNode source, string path, string member)
    {
        // A directory above it shows it already.
        if (plan.Tree.Find(path) is { Outcome: TreeLookupOutcome.Found, Node: var shown } && shown.HostPath == source.HostPath)
        {
            return;
        }

        const MountFlags Flags = MountFlags.ReadOnly | MountFlags.NoSetuid | MountFlags.NoDevices;
        var place = mountPoints.At(path, source.IsDirectory, member);
        plan.Mount(
            place,
            TreeContent.OfHost(source, TreeLayer.ReadOnlyHost),
            new BindStep(source.HostPath!, place.Path, Flags));
    }

    // Made anew: nothing can be bound as a link, and where it leads is a matter of what else is there.
    private void ShowLink(TreeNode link, string path, string member)
    {
        var target = host.LinkTarget(link)
            ?? throw new SandboxSpecException(member, $"{path} is a symbolic link that cannot be read", "make it anew");
        var lookup = plan.Tree.Find(path, followLast: false);
        if (lookup.Outcome != TreeLookupOutcome.Found)
        {
            plan.MakeSymlink(mountPoints.MakeParent(lookup, path, member), lookup.Rest[^1], target);
        }
        else if (lookup.Node.Kind != HostEntryKind.Symlink)
        {
            throw new SandboxSpecException(
                member,
                $"{path} is a symbolic link on the host, and something else in the sandbox",
                "declare what it leads to instead");
        }
    }
}

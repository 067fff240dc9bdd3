using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>Plans the spec's own mounts, in order: a later one on the same target covers the earlier one.</summary>
internal sealed class SpecMounts(TreePlan plan, MountPoints mountPoints, DeviceMounts devices, SandboxTree host, HostFacts facts)
{
    private readonly SymlinkMounts _symlinks = new(plan, mountPoints);
    private readonly List<(TreeNode Node, string Target, string Member)> _kept = [];

    public void Add(SandboxSpec spec)
    {
        for (var index = 0; index < spec.Mounts.Length; index++)
        {
            var (mount, member) = (spec.Mounts[index], $"mounts[{index}]");
            if (Add(mount, member, spec) is { } node && mount.KeepVisible)
            {
                _kept.Add((node, mount.Target, member));
            }
        }
    }

    /// <summary>Makes sure that what must stay visible does, when everything is mounted.</summary>
    /// <exception cref="SandboxSpecException">A later mount covers it.</exception>
    public void CheckVisible()
    {
        foreach (var (node, target, member) in _kept.Where(kept => !kept.Node.IsVisible))
        {
            throw new SandboxSpecException(
                member, $"what is mounted on {target} must stay visible, and a later mount covers it", "leave one of them out, or change its target");
        }
    }

    // Null: what may be missing is.
    private TreeNode? Add(SandboxMount mount, string member, SandboxSpec spec)
    {
        switch (mount)
        {
            case BindMount bind:
                return AddBind(bind, member);
            case TmpfsMount tmpfs:
                var place = mountPoints.At(tmpfs.Target, isDirectory: true, $"{member}.target");
                return AddTmpfs(place, tmpfs);
            case ProcMount proc:
                place = mountPoints.At(proc.Target, isDirectory: true, $"{member}.target");
                var isReadOnly = proc.ReadOnly || StandardMounts.IsProcReadOnly(spec.Root, facts);
                return plan.Mount(place, TreeContent.KernelDirectory, new ProcStep(place.Path, isReadOnly));
            case KernelMount kernel:
                place = mountPoints.At(kernel.Target, isDirectory: true, $"{member}.target");
                return plan.Mount(place, TreeContent.KernelDirectory, StepFor(kernel, place.Path, spec.Root));
            case DevMount dev:
                return devices.Add(dev.Target, $"{member}.target", spec);
            case DirectoryMount directory:
                return AddDirectory(directory, member);
            case SymlinkMount symlink:
                return _symlinks.Add(symlink, $"{member}.target");
            case FileMount file:
                return AddFile(file, member);
            default:
                throw new NotSupportedException($"{mount.GetType().Name} has no plan");
        }
    }

    private TreeNode AddTmpfs(TreeNode place, TmpfsMount tmpfs)
    {
        var step = new TmpfsStep(place.Path, tmpfs.Size, tmpfs.Mode, tmpfs.Entries);
        if (!tmpfs.ReadOnly)
        {
            return plan.Mount(place, TreeContent.Directory, step);
        }

        var node = plan.Mount(place, TreeContent.SealedDirectory, step);
        plan.Seal(node);
        return node;
    }

    // Files of sysfs belong to the host's root, like those of /proc/sys.
    private PlanStep StepFor(KernelMount mount, string path, SandboxRoot root) => mount.FileSystem == KernelFileSystem.Devpts
        ? new DevptsStep(path, mount.ReadOnly)
        : new KernelFileSystemStep(
            mount.FileSystem,
            path,
            mount.ReadOnly || (mount.FileSystem == KernelFileSystem.Sysfs && StandardMounts.IsProcReadOnly(root, facts)));

    private TreeNode? AddBind(BindMount bind, string member)
    {
        var source = host.Find(bind.Source);
        if (source.Outcome != TreeLookupOutcome.Found)
        {
            if (bind.Optional)
            {
                return null;
            }

            throw new SandboxSpecException(
                $"{member}.source",
                $"{bind.Source} does not exist or cannot be reached",
                "make it, or ask for it with --bind-try or --ro-bind-try (optional) if it may be missing");
        }

        // Devices only where they are asked for by name: a directory elsewhere could hold a node for any of them.
        var flags = MountFlags.NoSetuid
            | (bind.ReadOnly ? MountFlags.ReadOnly : MountFlags.None)
            | (TreePath.IsAtOrBelow(bind.Source, "/dev") ? MountFlags.None : MountFlags.NoDevices);
        var place = mountPoints.At(bind.Target, source.Node.IsDirectory, $"{member}.target");
        return plan.Mount(
            place,
            TreeContent.OfHost(source.Node, bind.ReadOnly ? TreeLayer.ReadOnlyHost : TreeLayer.WritableHost),
            new BindStep(source.Node.HostPath!, place.Path, flags, bind.Optional));
    }

    private TreeNode AddDirectory(DirectoryMount directory, string member)
    {
        var target = $"{member}.target";
        var lookup = plan.Tree.Find(directory.Target);
        if (lookup.Outcome != TreeLookupOutcome.Found)
        {
            return plan.MakeDirectory(mountPoints.MakeParent(lookup, directory.Target, target), lookup.Rest[^1], directory.Mode);
        }

        return lookup.Node.IsDirectory
            ? lookup.Node
            : throw new SandboxSpecException(target, $"{directory.Target} is there and not a directory", "choose another path");
    }

    private TreeNode AddFile(FileMount file, string member)
    {
        var source = host.Find(file.Source);
        if (source is not { Outcome: TreeLookupOutcome.Found, Node.Kind: HostEntryKind.File })
        {
            throw new SandboxSpecException(
                $"{member}.source",
                source.Outcome == TreeLookupOutcome.Found
                    ? $"{file.Source} is not a regular file"
                    : $"{file.Source} does not exist or cannot be reached",
                "only regular files can be copied in; bind anything else");
        }

        var target = $"{member}.target";
        var lookup = plan.Tree.Find(file.Target);
        if (lookup is { Outcome: TreeLookupOutcome.Missing, Node.Layer: TreeLayer.Own })
        {
            return plan.CopyFile(mountPoints.MakeParent(lookup, file.Target, target), lookup.Rest[^1], source.Node.HostPath!, file.Mode);
        }

        // Bound over what is there, or over an empty file: a copy can be written wherever it is.
        var place = mountPoints.At(file.Target, isDirectory: false, target);
        return plan.Mount(place, TreeContent.File, new CopyFileStep(source.Node.HostPath!, place.Path, file.Mode, Over: true));
    }
}

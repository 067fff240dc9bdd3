using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>The steps that build the sandbox's tree, together with the model of the tree they build.</summary>
internal sealed class TreePlan
{
    private readonly RootPlan _root;
    private readonly List<PlanStep?> _steps = [];
    private readonly List<TreeNode> _sealed = [];
    private readonly Dictionary<TreeNode, StepSlot> _mirrors = [];
    private readonly Dictionary<TreeNode, StepSlot> _symlinks = [];
    private uint _layers;

    public TreePlan(RootPlan root, IHostFileSystem files)
    {
        _root = root;
        _layers = root.IsOverlay ? 1u : 0;
        Tree = new SandboxTree(files, root.Content);
        Places = new HostPlaces(Tree);
    }

    /// <summary>The tree as the steps so far leave it.</summary>
    public SandboxTree Tree { get; }

    /// <summary>Where it shows files of the host.</summary>
    public HostPlaces Places { get; }

    /// <summary>Whether a step takes files from the hidden tmpfs.</summary>
    public bool NeedsScratch { get; private set; }

    /// <summary>Whether a step uses a throwaway layer.</summary>
    public bool NeedsLayers => _layers > 0;

    /// <summary>Whether the root itself is an overlay.</summary>
    public bool IsOverlay => _root.IsOverlay;

    /// <summary>Every step, the root's first and those that make things read-only last.</summary>
    public IEnumerable<PlanStep> Steps
    {
        get
        {
            yield return _root.Step;
            foreach (var step in _steps)
            {
                if (step is not null)
                {
                    yield return step;
                }
            }

            foreach (var node in _sealed)
            {
                // What a later mount covers cannot be reached, and its path names that mount now.
                if (node.IsVisible)
                {
                    yield return new SetAttributesStep(node.Path, MountFlags.ReadOnly, Recursive: false);
                }
            }
        }
    }

    /// <summary>The number of a throwaway layer that nothing uses yet.</summary>
    public uint NextLayer() => _layers++;

    /// <summary>Adds a step that leaves the tree as it is.</summary>
    public void Add(PlanStep step) => Take(step);

    /// <summary>Mounts something on a place, which shows that from here on.</summary>
    public TreeNode Mount(TreeNode place, TreeContent content, PlanStep step)
    {
        Take(step);
        var node = place.Parent!.Put(place.Name, content);
        node.MarkMountPoint();
        Places.Add(node);
        return node;
    }

    /// <summary>Has a directory keep its name; what is in it stays as it is.</summary>
    public void Pin(TreeNode directory)
    {
        Take(new PinStep(directory.Path));
        directory.MarkMountPoint();
    }

    /// <summary>Makes a directory of the sandbox's own.</summary>
    public TreeNode MakeDirectory(TreeNode parent, string name, UnixFileMode mode = DirectoryMount.DefaultMode)
    {
        Take(new MakeDirectoryStep(TreePath.Join(parent.Path, name), mode, IsInRootDirectory(parent)));
        return parent.Put(name, NewIn(parent, name, HostEntryKind.Directory));
    }

    /// <summary>Makes an empty file of the sandbox's own.</summary>
    public TreeNode MakeFile(TreeNode parent, string name)
    {
        Take(new MakeFileStep(TreePath.Join(parent.Path, name), FileMount.DefaultMode, IsInRootDirectory(parent)));
        return parent.Put(name, NewIn(parent, name, HostEntryKind.File));
    }

    /// <summary>Copies a file of the host into a tmpfs of the sandbox, to a name that is not there.</summary>
    public TreeNode CopyFile(TreeNode parent, string name, string source, UnixFileMode mode)
    {
        Take(new CopyFileStep(source, TreePath.Join(parent.Path, name), mode, Over: false));
        return parent.Put(name, NewIn(parent, name, HostEntryKind.File));
    }

    /// <summary>Makes a symbolic link at a name that is not there.</summary>
    public TreeNode MakeSymlink(TreeNode parent, string name, string linkTarget)
    {
        var slot = Take(new MakeSymlinkStep(TreePath.Join(parent.Path, name), linkTarget, IsInRootDirectory(parent)));
        var link = parent.Put(name, TreeContent.Symlink(linkTarget));
        _symlinks.Add(link, slot);
        return link;
    }

    /// <summary>Takes back a symbolic link that an earlier step makes.</summary>
    /// <returns>Whether it was such a link.</returns>
    public bool TakeBackSymlink(TreeNode link)
    {
        if (!_symlinks.Remove(link, out var slot))
        {
            return false;
        }

        _steps[slot.Index] = null;
        link.Parent!.LeaveOut(link.Name);
        return true;
    }

    /// <summary>Covers a directory of the host with a tmpfs that shows the same entries and takes new ones.</summary>
    public void Mirror(TreeNode directory)
    {
        if (directory.Parent is null)
        {
            _root.Mirror();
        }
        else
        {
            _mirrors.Add(directory, Take(new MirrorStep(directory.Path, [])));
        }

        directory.Mirror();
        Seal(directory);
    }

    /// <summary>Leaves an entry out of a mirrored directory; nothing was mounted or made at or below it yet.</summary>
    public void LeaveOut(TreeNode directory, string name)
    {
        if (directory.Parent is null)
        {
            _root.LeaveOut(name);
        }
        else
        {
            var slot = _mirrors[directory];
            var mirror = (MirrorStep)_steps[slot.Index]!;
            _steps[slot.Index] = mirror with { LeaveOut = mirror.LeaveOut.Add(name) };
        }

        directory.LeaveOut(name);
    }

    /// <summary>Has a tmpfs made read-only when everything is in it.</summary>
    public void Seal(TreeNode top) => _sealed.Add(top);

    private static bool IsInRootDirectory(TreeNode parent) => parent.Layer == TreeLayer.RootDirectory;

    private static TreeContent NewIn(TreeNode parent, string name, HostEntryKind kind) => IsInRootDirectory(parent)
        ? new(kind, parent.Layer, TreePath.Join(parent.HostPath!, name), parent.Permissions)
        : new(kind, parent.Layer);

    private StepSlot Take(PlanStep step)
    {
        NeedsScratch |= step is MaskStep or PlaceFileStep or CopyFileStep { Over: true };
        _steps.Add(step);
        return new StepSlot(_steps.Count - 1);
    }
}

using System.Collections.Immutable;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>
/// The sandbox's root: a tree of the host, bound as a whole or, where entries are to be added, mirrored; or nothing yet.
/// </summary>
internal sealed class RootPlan
{
    // Null: nothing of the host.
    private readonly string? _source;
    private readonly MountFlags _flags;
    private readonly ImmutableArray<string>.Builder _leftOut = ImmutableArray.CreateBuilder<string>();
    private bool _isMirrored;

    private RootPlan(string source, MountFlags flags, TreeNode directory, TreeLayer layer)
    {
        _source = source;
        _flags = flags;
        IsOverlay = layer == TreeLayer.Throwaway;
        Content = new TreeContent(HostEntryKind.Directory, layer, directory.HostPath, directory.Permissions);
    }

    private RootPlan(TreeContent empty) => Content = empty;

    /// <summary>What the root shows.</summary>
    public TreeContent Content { get; }

    /// <summary>Whether it is under the throwaway layer 0 as a whole.</summary>
    public bool IsOverlay { get; }

    /// <summary>The step that makes it.</summary>
    public RootStep Step => _source is null ? RootStep.Empty
        : IsOverlay ? RootStep.Overlay(_source, layer: 0, _flags)
        : _isMirrored ? RootStep.Mirror(_source, _leftOut.ToImmutable(), _flags)
        : RootStep.HostTree(_source, _flags);

    /// <param name="root">What is asked for.</param>
    /// <param name="host">The host's tree.</param>
    /// <param name="facts">The calling process and its machine.</param>
    /// <param name="obstacles">Where overlays cannot be.</param>
    /// <exception cref="SandboxSpecException">The root directory is missing or none.</exception>
    public static RootPlan Of(SandboxRoot root, SandboxTree host, HostFacts facts, LayerObstacles obstacles) => root switch
    {
        // Devices stay usable: the tree is the host's as it is. What no layer is over must not be written.
        HostRoot { Ephemeral: true } => new("/", MountFlags.ReadOnly | MountFlags.NoSetuid, host.Root, TreeLayer.ReadOnlyHost),
        HostRoot => new("/", MountFlags.NoSetuid, host.Root, TreeLayer.WritableHost),
        DirectoryRoot directory => Of(directory, host, facts, obstacles),
        EmptyRoot => new(TreeContent.Directory),
        HermeticRoot => new(TreeContent.SealedDirectory),
        _ => new("/", MountFlags.ReadOnly | MountFlags.NoSetuid | MountFlags.NoDevices, host.Root, TreeLayer.ReadOnlyHost),
    };

    public void Mirror() => _isMirrored = true;

    /// <summary>Leaves an entry out of the mirrored root.</summary>
    public void LeaveOut(string name) => _leftOut.Add(name);

    /// <summary>The directory of the host that is to be the root.</summary>
    /// <exception cref="SandboxSpecException">It is missing or none.</exception>
    public static TreeNode Find(DirectoryRoot root, SandboxTree host)
    {
        var lookup = host.Find(root.Path);
        if (lookup.Outcome != TreeLookupOutcome.Found)
        {
            throw new SandboxSpecException(
                "root.path", $"{root.Path} does not exist or cannot be reached", "make the directory first");
        }

        if (!lookup.Node.IsDirectory)
        {
            throw new SandboxSpecException("root.path", $"{root.Path} is not a directory", "name a directory");
        }

        return lookup.Node;
    }

    private static RootPlan Of(DirectoryRoot root, SandboxTree host, HostFacts facts, LayerObstacles obstacles)
    {
        var directory = Find(root, host);
        const MountFlags Flags = MountFlags.NoSetuid | MountFlags.NoDevices;
        return root switch
        {
            { Writable.IsAll: true, Ephemeral: false } => new(directory.HostPath!, Flags, directory, TreeLayer.RootDirectory),
            { Writable.IsAll: true } when CanBeOverlay(directory, facts, obstacles) => new(directory.HostPath!, Flags, directory, TreeLayer.Throwaway),
            _ => new(directory.HostPath!, Flags | MountFlags.ReadOnly, directory, TreeLayer.ReadOnlyHost),
        };
    }

    // The mount points that a root lacks are made in it, which takes its owner; otherwise it is mirrored.
    private static bool CanBeOverlay(TreeNode directory, HostFacts facts, LayerObstacles obstacles) =>
        obstacles.Below(directory.HostPath!) is null
        && (facts.UserId == 0 || directory.Permissions?.UserId == facts.UserId);
}

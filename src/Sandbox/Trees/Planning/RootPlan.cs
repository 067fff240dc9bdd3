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
        Content = new TreeContent(HostEntryKind.Directory, layer, directory.HostPath, directory.Permissions);
    }

    private RootPlan(TreeContent empty) => Content = empty;

    /// <summary>What the root shows.</summary>
    public TreeContent Content { get; }

    /// <summary>The step that makes it.</summary>
    public RootStep Step => _source is null ? RootStep.Empty
        : _isMirrored ? RootStep.Mirror(_source, _leftOut.ToImmutable(), _flags)
        : RootStep.HostTree(_source, _flags);

    /// <exception cref="SandboxSpecException">The root directory is missing or none.</exception>
    public static RootPlan Of(SandboxRoot root, SandboxTree host) => root switch
    {
        // Devices stay usable: the tree is the host's as it is.
        HostRoot => new("/", MountFlags.NoSetuid, host.Root, TreeLayer.WritableHost),
        DirectoryRoot directory => Of(directory, host),
        EmptyRoot => new(TreeContent.Directory),
        HermeticRoot => new(TreeContent.SealedDirectory),
        _ => new("/", MountFlags.ReadOnly | MountFlags.NoSetuid | MountFlags.NoDevices, host.Root, TreeLayer.ReadOnlyHost),
    };

    public void Mirror() => _isMirrored = true;

    /// <summary>Leaves an entry out of the mirrored root.</summary>
    public void LeaveOut(string name) => _leftOut.Add(name);

    private static RootPlan Of(DirectoryRoot root, SandboxTree host)
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

        const MountFlags Flags = MountFlags.NoSetuid | MountFlags.NoDevices;
        return root.Writable.IsAll
            ? new(root.Path, Flags, lookup.Node, TreeLayer.RootDirectory)
            : new(root.Path, Flags | MountFlags.ReadOnly, lookup.Node, TreeLayer.ReadOnlyHost);
    }
}

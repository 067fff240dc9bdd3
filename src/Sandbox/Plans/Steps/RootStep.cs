using System.Collections.Immutable;
using Sandbox.Linux;

namespace Sandbox.Plans;

/// <summary>Makes the tree that becomes <c>/</c>. A plan that mounts has exactly one.</summary>
public abstract record RootStep : PlanStep
{
    private protected RootStep()
    {
    }

    /// <summary>An empty tmpfs, wholly the sandbox's own.</summary>
    public static RootStep Empty { get; } = new EmptyRootStep();

    /// <inheritdoc/>
    public override bool IsRefusal(int errno) => errno is Errno.EPERM or Errno.ENOSYS;

    /// <inheritdoc/>
    public override string? Hint(int errno) => SourceHints.For(errno) ?? RefusalHints.ForMount(errno);

    /// <summary>A directory of the host with all its submounts.</summary>
    /// <param name="source">The directory.</param>
    /// <param name="flags">Attributes for every mount of it.</param>
    public static RootStep HostTree(string source, MountFlags flags) => new CloneRootStep(source, flags);

    /// <summary>
    /// The host's tree as the mount namespace has it from its beginning, in place: quicker than a copy of <c>/</c>, to which it
    /// comes up. It takes a user namespace, and a plan that needs no <see cref="ScratchStep"/> and no <see cref="LayersStep"/>,
    /// which hide below a root; there is no <see cref="PivotRootStep"/> then.
    /// </summary>
    /// <param name="flags">Attributes for every mount of it.</param>
    public static RootStep InPlace(MountFlags flags) => new InPlaceRootStep(flags);

    /// <summary>
    /// A directory of the host under a layer of the sandbox's own: what is changed in it is changed in the layer.
    /// </summary>
    /// <param name="source">The directory; nothing is mounted below it.</param>
    /// <param name="layer">Which layer of the <see cref="LayersStep"/>.</param>
    /// <param name="flags">Attributes of the mount.</param>
    public static RootStep Overlay(string source, uint layer, MountFlags flags) => new OverlayRootStep(source, layer, flags);

    /// <summary>
    /// A tmpfs of the sandbox's own in which each entry of a directory of the host is bound, so that entries can be
    /// added without touching the host.
    /// </summary>
    /// <param name="source">The directory.</param>
    /// <param name="leaveOut">Names of entries that are not bound.</param>
    /// <param name="flags">Attributes for everything bound.</param>
    public static RootStep Mirror(string source, ImmutableArray<string> leaveOut, MountFlags flags) =>
        new MirrorRootStep(source, leaveOut, flags);
}

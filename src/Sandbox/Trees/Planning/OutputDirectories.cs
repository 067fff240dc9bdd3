using Sandbox.Linux;
using Sandbox.Outputs;
using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>
/// Plans the directories that outputs are made in: each is covered by one on disk that the command can write to, with what
/// is declared there shown in it.
/// </summary>
internal sealed class OutputDirectories(TreePlan plan, MountPoints mountPoints, SandboxTree host, HostFacts facts)
{
    private const UnixFileMode OwnerWrites = (UnixFileMode)0b111_101_101;

    /// <summary>Makes sure that outputs cover nothing of the system; to be asked before anything declared is in the tree.</summary>
    /// <exception cref="SandboxSpecException">They would.</exception>
    public void Check(OutputArea area)
    {
        var lookup = plan.Tree.Find(area.Path);
        var isOwn = lookup.Outcome == TreeLookupOutcome.Found
            ? lookup.Node.Layer == TreeLayer.Own
            : lookup.Node.Layer is TreeLayer.Own or TreeLayer.SealedOwn;
        if (!isOwn || (TreePath.IsAtOrBelow(lookup.Path, "/dev") && !TreePath.IsAtOrBelow(lookup.Path, "/dev/shm")))
        {
            throw new SandboxSpecException(
                MemberOf(area), $"{area.Path} is the system's, and nothing is made there", "make it elsewhere, and copy it there afterwards");
        }
    }

    /// <summary>Covers the directory. An output that is there from an earlier run is not shown.</summary>
    /// <param name="area">The directory.</param>
    /// <param name="parts">Shows what else is declared to be in it.</param>
    /// <exception cref="SandboxSpecException">It has no place inside.</exception>
    public void Add(OutputArea area, HostParts parts)
    {
        var scratch = facts.ScratchPath ?? throw new ArgumentException("outputs need a directory on disk", nameof(area));
        var place = mountPoints.At(area.Path, isDirectory: true, MemberOf(area));
        var shown = place is { Layer: TreeLayer.ReadOnlyHost, HostPath: { } source }
            ? host.List(host.Find(source).Node).Except(area.Outputs.Select(output => output.Name))
            : [];
        plan.Mount(
            place,
            new TreeContent(
                HostEntryKind.Directory,
                TreeLayer.RootDirectory,
                area.In(scratch),
                new HostEntry(HostEntryKind.Directory, OwnerWrites, facts.UserId)),
            new BindStep(area.In(scratch), place.Path, MountFlags.NoSetuid | MountFlags.NoDevices));
        foreach (var name in shown)
        {
            parts.ShowEntry(TreePath.Join(area.Path, name), MemberOf(area));
        }
    }

    private static string MemberOf(OutputArea area) => $"outputs[{area.Outputs[0].Index}]";
}

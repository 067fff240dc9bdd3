using System.Collections.Immutable;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>
/// Plans the covers of denied paths, after everything else is in the tree. What is there is covered, at every place that
/// shows the same file of the host; what is not there must not come to be there either: it is covered in a tmpfs of the
/// sandbox, cannot be made in a read-only directory, and is refused where the host would have to hold it. Mode message is
/// about programs that are there.
/// </summary>
internal sealed class DeniedPaths(TreePlan plan, MountPoints mountPoints)
{
    private const UnixFileMode RunByAll = (UnixFileMode)0b101_101_101;

    // The stronger ones first: where two paths lead to one file, it is covered once.
    private static readonly DenyMode[] ByStrength = [DenyMode.Block, DenyMode.Hide, DenyMode.Message];

    /// <exception cref="SandboxSpecException">A path cannot be denied.</exception>
    public void Add(SandboxSpec spec)
    {
        foreach (var mode in ByStrength)
        {
            for (var index = 0; index < spec.Deny.Length; index++)
            {
                if (spec.Deny[index].Mode == mode)
                {
                    Add(spec.Deny[index], $"deny[{index}].path");
                }
            }
        }
    }

    private void Add(DeniedPath denied, string member)
    {
        if (PathPattern.IsPattern(denied.Path))
        {
            AddMatches(denied, member);
        }
        else
        {
            AddPath(denied, member);
        }
    }

    /// <summary>Covers something that is there, so that nothing of it is to be seen.</summary>
    /// <exception cref="SandboxSpecException">It is the root.</exception>
    public void Hide(TreeNode node, string member) => CoverPlace(node, DeniedPath.Hide(node.Path), member);

    // A pattern denies what is there when the sandbox starts; a link to nothing is not.
    private void AddMatches(DeniedPath pattern, string member)
    {
        foreach (var path in PathPattern.Expand(plan.Tree, pattern.Path, member))
        {
            var lookup = plan.Tree.Find(path);
            if (lookup.Outcome is TreeLookupOutcome.Found or TreeLookupOutcome.Kernel)
            {
                AddPath(pattern with { Path = path }, member);
            }
        }
    }

    private void AddPath(DeniedPath denied, string member)
    {
        var path = denied.Path;
        var lookup = plan.Tree.Find(path);
        switch (lookup.Outcome)
        {
            case TreeLookupOutcome.Found:
                Cover(lookup.Node, denied, member);
                break;
            case TreeLookupOutcome.Kernel when ComesAndGoes(lookup.Rest[0]):
                throw new SandboxSpecException(
                    member,
                    $"{path} leads to {lookup.Path}, which differs for each process or comes and goes",
                    $"deny the whole of {lookup.Node.Path}");
            case TreeLookupOutcome.Kernel:
                plan.Add(new MaskStep(lookup.Path, IsHidden(denied), Optional: true));
                break;
            case TreeLookupOutcome.TooManyLinks:
                throw new SandboxSpecException(member, $"{path} leads through too many symbolic links", "deny what they lead to");
            default:
                if (denied.Mode != DenyMode.Message)
                {
                    KeepMissing(lookup, denied, member);
                }

                break;
        }
    }

    /// <summary>
    /// Whether a name in proc or devpts is a process's, leads to one's own (proc(5): mounts and net do), or is a
    /// terminal's: a cover made at the start would be on the wrong one.
    /// </summary>
    private static bool ComesAndGoes(string name) =>
        name is "self" or "thread-self" or "mounts" or "net" || name.All(char.IsAsciiDigit);

    private static bool IsHidden(DeniedPath denied) => denied.Mode == DenyMode.Hide;

    private void Cover(TreeNode node, DeniedPath denied, string member)
    {
        CoverPlace(node, denied, member);
        if (node.HostPath is { } hostPath)
        {
            plan.Places.Showing(hostPath).ForEach(place => CoverPlace(place, denied, member));
        }
    }

    private void CoverPlace(TreeNode node, DeniedPath denied, string member)
    {
        if (node.Parent is null)
        {
            throw new SandboxSpecException(member, $"{denied.Path} is the sandbox's root", "without it nothing can run");
        }

        if (node.Layer != TreeLayer.Denied)
        {
            KeepName(node.Parent);
            plan.Mount(node, TreeContent.Denied(node.Kind), CoverOf(node, denied));
        }
    }

    // Only a file can be run: on anything else nobody would meet the message.
    private static PlanStep CoverOf(TreeNode node, DeniedPath denied)
    {
        if (denied.Mode != DenyMode.Message || node.Kind != HostEntryKind.File)
        {
            return new MaskStep(node.Path, IsHidden(denied), Optional: false);
        }

        var message = DenialProgram.MessageFor(denied);
        return new PlaceFileStep(
            node.Path, DenialProgram.Saying(message), RunByAll, $"a program that says {ShellQuoting.Quote(message)}");
    }

    private void KeepMissing(TreeLookup lookup, DeniedPath denied, string member)
    {
        var isBehindFile = lookup.Outcome == TreeLookupOutcome.NotDirectory;
        if (lookup.Node.Layer == TreeLayer.Denied)
        {
            return;
        }

        // A file on the way could be replaced by a directory, in the directory it is in.
        var directory = isBehindFile ? lookup.Node.Parent! : lookup.Node;
        if (CanHoldPlaceholder(directory) && !isBehindFile && !lookup.LeadsBack)
        {
            var parent = mountPoints.MakeParent(lookup, denied.Path, member);
            Cover(plan.MakeFile(parent, lookup.Rest[^1]), denied, member);
        }
        else
        {
            KeepMissing(directory, lookup.LeadsBack ? denied.Path : lookup.Path, denied, member);
        }

        if (directory.HostPath is { } hostPath && !lookup.LeadsBack)
        {
            var names = isBehindFile ? lookup.Rest.Insert(0, lookup.Node.Name) : lookup.Rest;
            plan.Places.Showing(hostPath).Where(place => place != directory).ToList()
                .ForEach(place => KeepMissingElsewhere(place, names, denied, member));
        }
    }

    // What is made in a layer of another place is made there alone.
    private void KeepMissingElsewhere(TreeNode directory, ImmutableArray<string> names, DeniedPath denied, string member)
    {
        if (directory.Layer != TreeLayer.Throwaway)
        {
            KeepMissing(directory, names.Aggregate(directory.Path, TreePath.Join), denied, member);
        }
    }

    private void KeepMissing(TreeNode directory, string path, DeniedPath denied, string member)
    {
        if (mountPoints.CanGainEntries(directory))
        {
            throw new SandboxSpecException(
                member,
                $"{denied.Path} does not exist, and could be made: {directory.Path} is writable",
                "make it on the host first, or deny a directory above");
        }

        KeepName(directory);
        plan.Add(new MaskStep(path, IsHidden(denied), Optional: true));
    }

    private bool CanHoldPlaceholder(TreeNode directory) =>
        directory.Layer == TreeLayer.Own
        || (directory.Layer == TreeLayer.Throwaway && mountPoints.CanGainEntries(directory));

    // A directory on the way that the command could rename would leave its name free, to be made anew with anything in it.
    private void KeepName(TreeNode? directory)
    {
        if (directory?.Parent is not { } parent)
        {
            return;
        }

        KeepName(parent);
        if (!directory.IsMountPoint && mountPoints.CanGainEntries(parent))
        {
            plan.Pin(directory);
        }
    }
}

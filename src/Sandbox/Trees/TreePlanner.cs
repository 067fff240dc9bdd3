using System.Collections.Immutable;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Trees.Planning;

namespace Sandbox.Trees;

/// <summary>
/// Plans the tree a spec asks for: root, standard mounts, the spec's own, and covers of denied paths. Every back-end
/// that mounts shows the same tree because it starts from the same plan.
/// </summary>
public static class TreePlanner
{
    /// <summary>The steps that build the tree, from the new root to the last seal. Changes nothing.</summary>
    /// <param name="spec">A valid spec.</param>
    /// <param name="facts">The calling process and its machine.</param>
    /// <param name="files">The host's files.</param>
    /// <exception cref="SandboxSpecException">The spec does not fit this machine's tree.</exception>
    public static ImmutableArray<PlanStep> Plan(SandboxSpec spec, HostFacts facts, IHostFileSystem files)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(files);
        var host = SandboxTree.OfHost(files);
        var obstacles = new LayerObstacles(facts, files);
        var plan = new TreePlan(RootPlan.Of(spec.Root, host, facts, obstacles), files);
        var layers = new ThrowawayLayers(plan, obstacles);
        var mountPoints = new MountPoints(plan, facts);
        var devices = new DeviceMounts(plan, mountPoints, host, facts);
        layers.Add(spec.Root);
        new WritableRootPaths(plan, layers).Add(spec.Root);
        new StandardMounts(plan, mountPoints, devices, layers, facts).Add(spec, host);
        new HermeticTree(plan, mountPoints, host, facts).Add(spec);
        var mounts = new SpecMounts(plan, mountPoints, devices, host, facts);
        mounts.Add(spec);
        new HostsFile(plan, mountPoints, facts).Add(spec);
        mounts.CheckVisible();
        new ScratchCovers(plan, host, facts).Add(spec.Root);
        var denied = new DeniedPaths(plan, mountPoints);
        denied.Add(spec);
        if (CgroupPlan.Of(spec, facts) is not null)
        {
            new CgroupCovers(plan, denied).Add(facts.Cgroups.Mounts);
        }

        CheckWorkingDirectory(plan.Tree, spec, facts);
        return [.. Preparations(plan, facts), .. plan.Steps];
    }

    /// <summary>The directory of the host that a root is, without symbolic links; for plans that mount nothing.</summary>
    /// <param name="root">The root.</param>
    /// <param name="files">The host's files.</param>
    /// <exception cref="SandboxSpecException">It is missing or no directory.</exception>
    public static string FindRoot(DirectoryRoot root, IHostFileSystem files)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(files);
        return RootPlan.Find(root, SandboxTree.OfHost(files)).HostPath!;
    }

    private static IEnumerable<PlanStep> Preparations(TreePlan plan, HostFacts facts)
    {
        if (plan.NeedsLayers)
        {
            var scratch = facts.ScratchPath ?? throw new ArgumentException("an ephemeral root needs a scratch directory", nameof(facts));
            yield return new LayersStep(TreePath.Join(scratch, "layers"));
        }

        if (plan.NeedsScratch)
        {
            yield return new ScratchStep();
        }
    }

    /// <exception cref="SandboxSpecException">The command would start in a denied directory.</exception>
    private static void CheckWorkingDirectory(SandboxTree tree, SandboxSpec spec, HostFacts facts)
    {
        var directory = spec.WorkingDirectory ?? facts.CurrentDirectory;
        if (tree.Find(directory).Node is { Layer: TreeLayer.Denied, Path: var denied })
        {
            throw new SandboxSpecException(
                "workingDirectory",
                $"the command would start in {directory}, and {denied} is denied",
                "choose another working directory (--chdir), or do not deny this one");
        }
    }
}

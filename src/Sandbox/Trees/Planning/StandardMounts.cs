using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>What a root gets before the spec's own mounts: /proc, and but for the host's root /dev and /tmp.</summary>
internal sealed class StandardMounts(
    TreePlan plan, MountPoints mountPoints, DeviceMounts devices, ThrowawayLayers layers, HostFacts facts)
{
    private const string Member = "root";

    // As everywhere: anybody may make files, and remove their own (sticky).
    private const UnixFileMode TemporaryMode = (UnixFileMode)0b1_111_111_111;

    /// <summary>
    /// The host's root owns /proc/sys in every user namespace, so it must not be writable for it; but where the host's
    /// tree is writable as well, that would protect nothing, and a read-only /proc would stand in the way of a sandbox
    /// inside.
    /// </summary>
    public static bool IsProcReadOnly(SandboxRoot root, HostFacts facts) => root is not HostRoot { Ephemeral: false } && facts.OwnsSysctls;

    public void Add(SandboxSpec spec, SandboxTree host)
    {
        if (spec.Root is EmptyRoot or DirectoryRoot { PrivateMounts: false })
        {
            return;
        }

        if (spec.Root is HostRoot)
        {
            AddProc(spec.Root);
            return;
        }

        var workingDirectory = WritableWorkingDirectory.Of(spec, facts, host);

        // On top of the private directory it lies in; below one that lies in it, which must not be covered.
        var isInside = workingDirectory is not null && (IsIn("/tmp", workingDirectory) || IsIn("/dev", workingDirectory));
        if (!isInside)
        {
            AddWorkingDirectory(workingDirectory, spec.Root.Ephemeral);
        }

        AddProc(spec.Root);
        devices.Add("/dev", Member, spec);
        var tmp = mountPoints.At("/tmp", isDirectory: true, Member);
        plan.Mount(tmp, TreeContent.Directory, new TmpfsStep(tmp.Path, Size: null, TemporaryMode));
        if (isInside)
        {
            AddWorkingDirectory(workingDirectory, spec.Root.Ephemeral);
        }
    }

    private bool IsIn(string directory, TreeNode workingDirectory) =>
        TreePath.IsAtOrBelow(workingDirectory.Path, plan.Tree.Find(directory).Path);

    private void AddProc(SandboxRoot root)
    {
        var proc = mountPoints.At("/proc", isDirectory: true, Member);
        plan.Mount(proc, TreeContent.KernelDirectory, new ProcStep(proc.Path, IsProcReadOnly(root, facts)));
    }

    private void AddWorkingDirectory(TreeNode? directory, bool isEphemeral)
    {
        if (directory is null)
        {
            return;
        }

        var place = mountPoints.At(directory.Path, isDirectory: true, "workingDirectory");
        if (isEphemeral)
        {
            layers.Cover(place, directory, isShown: false);
        }
        else
        {
            plan.Mount(
                place,
                TreeContent.OfHost(directory, TreeLayer.WritableHost),
                new BindStep(directory.HostPath!, place.Path, MountFlags.NoSetuid | MountFlags.NoDevices));
        }
    }
}

using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Trees.Planning;

/// <summary>
/// Plans a minimal /dev: a few of the host's devices in a tmpfs that is read-only in the end, with terminals and
/// shared memory of its own. A device this machine does not have is not there either.
/// </summary>
internal sealed class DeviceMounts(TreePlan plan, MountPoints mountPoints, SandboxTree host, HostFacts facts)
{
    // Room for names only; nothing is written there.
    private const long Size = 64 * 1024;

    private const UnixFileMode SharedMemoryMode = (UnixFileMode)0b1_111_111_111;

    private static readonly string[] Devices = ["null", "zero", "full", "random", "urandom", "tty"];

    private static readonly (string Name, string LinkTarget)[] Links =
    [
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
        ("core", "/proc/kcore"),
        ("ptmx", "pts/ptmx"),
    ];

    /// <summary>Mounts a /dev on a path.</summary>
    /// <param name="path">The path inside.</param>
    /// <param name="member">The member of the spec that asks for it.</param>
    /// <param name="spec">The spec, which says whether the caller's terminal is used at all.</param>
    public TreeNode Add(string path, string member, SandboxSpec spec)
    {
        var place = mountPoints.At(path, isDirectory: true, member);
        var top = plan.Mount(
            place, TreeContent.SealedDirectory, new TmpfsStep(place.Path, Size, DirectoryMount.DefaultMode));
        foreach (var device in Devices)
        {
            AddDevice(top, device, $"/dev/{device}");
        }

        foreach (var (name, linkTarget) in Links)
        {
            plan.MakeSymlink(top, name, linkTarget);
        }

        var terminals = plan.MakeDirectory(top, "pts");
        plan.Mount(terminals, TreeContent.KernelDirectory, new DevptsStep(terminals.Path));
        var shared = plan.MakeDirectory(top, "shm");
        plan.Mount(shared, TreeContent.Directory, new TmpfsStep(shared.Path, Size: null, SharedMemoryMode));

        // The caller's terminal has no name in the sandbox's own pts; with this one ttyname(3) finds it.
        if (facts.Terminal is { } terminal && IsTerminalInherited(spec.Stdio))
        {
            AddDevice(top, "console", terminal);
        }

        plan.Seal(top);
        return top;
    }

    private static bool IsTerminalInherited(SandboxStdio stdio) =>
        stdio.Input is InheritInput || stdio.Output is InheritOutput || stdio.Error is InheritOutput;

    private void AddDevice(TreeNode top, string name, string source)
    {
        if (host.Find(source) is not { Outcome: TreeLookupOutcome.Found, Node: { IsDirectory: false } device })
        {
            return;
        }

        var place = plan.MakeFile(top, name);
        // Read-only is about the node: its mode, owner and times, which are the host's. The device behind it can be
        // written all the same, for that is not written to the file system (mount(2), MS_RDONLY).
        plan.Mount(
            place,
            TreeContent.OfHost(device, TreeLayer.ReadOnlyHost),
            new BindStep(device.HostPath!, place.Path, MountFlags.ReadOnly | MountFlags.NoSetuid | MountFlags.NoExecute));
    }
}

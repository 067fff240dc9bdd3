using System.Collections.Immutable;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Trees;
using NamespaceKinds = Sandbox.Linux.Namespaces;

namespace Sandbox.Backends.Chroot;

/// <summary>Turns a spec into a plan. It looks at the host's files and changes nothing.</summary>
internal static class ChrootPlanner
{
    /// <param name="backend">The name of the back-end the plan is for.</param>
    /// <param name="spec">A valid spec, which asks for nothing but what was offered.</param>
    /// <param name="facts">The calling process and its machine.</param>
    /// <param name="files">The host's files.</param>
    /// <param name="mayMount">Whether the tree can be built in a mount namespace.</param>
    /// <exception cref="SandboxSpecException">The spec does not fit this machine's tree.</exception>
    public static LaunchPlan Plan(
        string backend, SandboxSpec spec, HostFacts facts, IHostFileSystem files, bool mayMount)
    {
        ImmutableArray<PlanStep> tree = mayMount
            ? Tree(spec, facts, files)
            : [new ChrootStep(TreePlanner.FindRoot(BareDirectory(backend, spec), files))];

        // What can mount nothing cannot keep the command from the files of its group, either.
        var group = mayMount ? CgroupPlan.Of(spec, facts) : null;
        var namespaces = (mayMount ? NamespaceKinds.Mount : NamespaceKinds.None)
            | (group is null ? NamespaceKinds.None : NamespaceKinds.Cgroup);
        return LaunchPlan.Of(backend, spec, facts, namespaces, tree, group);
    }

    private static ImmutableArray<PlanStep> Tree(SandboxSpec spec, HostFacts facts, IHostFileSystem files) =>
    [
        new MakePrivateStep(),
        .. TreePlanner.Plan(spec, facts, files).Select(step => step is ProcStep proc ? HostProc(proc, spec) : step),
        new PivotRootStep(),
    ];

    // A new proc would show the same processes, for they share the host's namespace, but without the covers that a
    // container puts on parts of its own. Read-only it is because the host's root may write to it without any
    // capability; the host's root directory is writable for it anyway.
    private static BindStep HostProc(ProcStep proc, SandboxSpec spec) => new(
        "/proc",
        proc.Target,
        MountFlags.NoSetuid | MountFlags.NoDevices | MountFlags.NoExecute
            | (spec.Root is HostRoot ? MountFlags.None : MountFlags.ReadOnly));

    /// <exception cref="SandboxSpecException">It is more than a directory.</exception>
    private static DirectoryRoot BareDirectory(string backend, SandboxSpec spec) =>
        spec is { Root: DirectoryRoot { Writable.IsAll: true, Ephemeral: false } root, Mounts.IsEmpty: true, Deny.IsEmpty: true }
            ? root
            : throw new SandboxSpecException(
                spec switch
                {
                    { Mounts.IsEmpty: false } => "mounts",
                    { Deny.IsEmpty: false } => "deny",
                    _ => "root",
                },
                "needs mounts, which this process may not make",
                "ask for a directory as root, writable throughout, and nothing else; or run with CAP_SYS_ADMIN")
            {
                Backend = backend,
            };
}

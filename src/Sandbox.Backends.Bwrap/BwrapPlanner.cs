using System.Collections.Immutable;
using System.Globalization;
using Sandbox.Backends.Bwrap.Program;
using Sandbox.Backends.Bwrap.Tree;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Trees;
using NamespaceKinds = Sandbox.Linux.Namespaces;

namespace Sandbox.Backends.Bwrap;

/// <summary>
/// Turns a spec into a plan that bubblewrap carries out: it makes the namespaces and the tree, sandbox-init does the rest
/// inside. Looks at the host's files and changes nothing.
/// </summary>
internal static class BwrapPlanner
{
    /// <param name="backend">The name of the back-end the plan is for.</param>
    /// <param name="spec">A valid spec.</param>
    /// <param name="facts">The calling process and its machine.</param>
    /// <param name="files">The host's files.</param>
    /// <param name="program">The bubblewrap that is to do it.</param>
    /// <param name="privileges">What the caller may do by itself.</param>
    /// <exception cref="SandboxSpecException">
    /// The spec does not fit this machine's tree, or asks for what bubblewrap cannot do.
    /// </exception>
    public static LaunchPlan Plan(
        string backend,
        SandboxSpec spec,
        HostFacts facts,
        IHostFileSystem files,
        BwrapProgram program,
        CallerPrivileges privileges)
    {
        var arguments = new BwrapArguments();
        var group = CgroupPlan.Of(spec, facts);
        var ownsGroup = group is not null && !program.IsSetuid;
        AddNamespaces(arguments, spec, facts, group is not null);
        if (ownsGroup)
        {
            // The namespace of the command's group begins at that group, and bubblewrap stays outside: so sandbox-init makes
            // it, which takes a capability, and another to give that up. One that is set-user-id hands none on.
            arguments.Add("--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP");
        }

        var tree = TreePlanner.Plan(spec, facts, files);
        var translator = new TreeTranslator(arguments, spec, facts, files);
        translator.Add(tree);
        var seals = facts.UserId == 0 && privileges.MayMount ? SealDevices(tree) : [];
        var namespaces = (seals.IsEmpty ? NamespaceKinds.None : NamespaceKinds.Mount)
            | (ownsGroup ? NamespaceKinds.Cgroup : NamespaceKinds.None);
        return LaunchPlan.Of(backend, spec, facts, namespaces, [.. seals, .. translator.Checks], group) with
        {
            Wrapper = new BwrapWrapper { Path = program.Path, Arguments = arguments.Build() },
            Layers = ThrowawayLayer.Of(tree),
        };
    }

    // Device nodes are root's, and bubblewrap binds them as writable as it finds them. The mount namespace around it goes
    // with it.
    private static ImmutableArray<PlanStep> SealDevices(ImmutableArray<PlanStep> tree)
    {
        var nodes = tree.OfType<BindStep>().Where(bind => bind.Flags == StandardDevices.NodeFlags).Select(bind => bind.Source).Distinct();
        var seals = nodes.Select(node => new SealSourceStep(node, StandardDevices.NodeFlags)).ToImmutableArray();
        return seals.IsEmpty ? [] : [new MakePrivateStep(), .. seals];
    }

    private static void AddNamespaces(BwrapArguments arguments, SandboxSpec spec, HostFacts facts, bool hasGroup)
    {
        var identity = spec.Identity;
        if (identity.DomainName is not null)
        {
            throw Inexpressible.Of(
                "identity.domainName", "bubblewrap cannot set a domain name", "leave it out, or use namespaces");
        }

        CheckId(identity.UserId, "identity.userId");
        CheckId(identity.GroupId, "identity.groupId");
        arguments.Add("--unshare-user", "--unshare-pid", "--unshare-ipc", "--unshare-uts");
        if (!hasGroup)
        {
            arguments.Add("--unshare-cgroup");
        }

        if (spec.Network is NoNetwork)
        {
            // With this bubblewrap brings the loopback device up as well.
            arguments.Add("--unshare-net");
        }

        arguments.Add("--uid", Number(identity.UserId ?? facts.UserId), "--gid", Number(identity.GroupId ?? facts.GroupId));
        if (identity.HostName is { } hostName)
        {
            arguments.Add("--hostname", hostName);
        }

        arguments.Add("--die-with-parent", "--as-pid-1", "--cap-drop", "ALL", "--clearenv", "--chdir", "/");
    }

    private static void CheckId(uint? id, string member)
    {
        if (id > int.MaxValue)
        {
            throw Inexpressible.Of(
                member, $"bubblewrap takes no id above {int.MaxValue}", "choose a smaller one, or use namespaces");
        }
    }

    private static string Number(uint id) => id.ToString(CultureInfo.InvariantCulture);
}

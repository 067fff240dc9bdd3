using System.Collections.Immutable;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Trees;
using NamespaceKinds = Sandbox.Linux.Namespaces;

namespace Sandbox.Backends.Namespaces;

/// <summary>Turns a spec into a plan. It looks at the host's files and changes nothing.</summary>
internal static class NamespacesPlanner
{
    private const NamespaceKinds Always = NamespaceKinds.User | NamespaceKinds.Mount | NamespaceKinds.Pid
        | NamespaceKinds.Ipc | NamespaceKinds.Uts | NamespaceKinds.Cgroup;

    /// <param name="backend">The name of the back-end the plan is for.</param>
    /// <param name="spec">A valid spec.</param>
    /// <param name="facts">The calling process and its machine.</param>
    /// <param name="files">The host's files.</param>
    /// <exception cref="SandboxSpecException">The spec does not fit this machine's tree.</exception>
    public static LaunchPlan Plan(string backend, SandboxSpec spec, HostFacts facts, IHostFileSystem files)
    {
        var group = CgroupPlan.Of(spec, facts);
        var namespaces = spec.Network is NoNetwork ? Always | NamespaceKinds.Net : Always;
        var plan = LaunchPlan.Of(backend, spec, facts, namespaces, Build(spec, facts, files), group);
        return plan with { Command = [.. ProcessLimit(spec, group), .. plan.Command] };
    }

    // Without a group: the kernel counts the processes of the namespace, the init among them.
    private static ImmutableArray<PlanStep> ProcessLimit(SandboxSpec spec, CgroupPlan? group) =>
        spec.Limits.Processes is { } processes && group?.LimitsProcesses != true
            ? [new SetResourceLimitStep(ResourceLimit.Processes, (ulong)processes + (spec.AsPid1 ? 0ul : 1ul))]
            : [];

    private static ImmutableArray<PlanStep> Build(SandboxSpec spec, HostFacts facts, IHostFileSystem files)
    {
        var tree = TreePlanner.Plan(spec, facts, files);
        var steps = ImmutableArray.CreateBuilder<PlanStep>(tree.Length + 8);
        AddUser(steps, spec.Identity, facts);
        steps.Add(new MakePrivateStep());

        // What hides below a root comes before it.
        var inPlace = tree[0] is CloneRootStep { Source: "/" } root ? RootStep.InPlace(root.Flags) : null;
        steps.AddRange(inPlace is null ? tree : tree.SetItem(0, inPlace));
        AddNames(steps, spec.Identity);
        if (spec.Network is NoNetwork network)
        {
            AddLoopback(steps, network);
        }

        if (inPlace is null)
        {
            steps.Add(new PivotRootStep());
        }

        return steps.DrainToImmutable();
    }

    private static void AddLoopback(ImmutableArray<PlanStep>.Builder steps, NoNetwork network)
    {
        steps.Add(new InterfaceUpStep("lo"));
        steps.AddRange(network.Addresses.Select((address, index) => new InterfaceAddressStep($"lo:{index + 1}", address)));
        steps.AddRange(network.MulticastGroups.Select(group => new InterfaceRouteStep("lo", group)));
    }

    private static void AddUser(ImmutableArray<PlanStep>.Builder steps, SandboxIdentity identity, HostFacts facts)
    {
        // Without it an ordinary user may not write a group map (user_namespaces(7)).
        steps.Add(new WriteFileStep("/proc/self/setgroups", "deny"));
        steps.Add(new WriteFileStep("/proc/self/uid_map", $"{identity.UserId ?? facts.UserId} {facts.UserId} 1"));
        steps.Add(new WriteFileStep("/proc/self/gid_map", $"{identity.GroupId ?? facts.GroupId} {facts.GroupId} 1"));
    }

    private static void AddNames(ImmutableArray<PlanStep>.Builder steps, SandboxIdentity identity)
    {
        if (identity.HostName is { } hostName)
        {
            steps.Add(new SetHostNameStep(hostName));
        }

        if (identity.DomainName is { } domainName)
        {
            steps.Add(new SetDomainNameStep(domainName));
        }
    }
}

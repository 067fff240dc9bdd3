using Sandbox.Backends.Namespaces;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Tests.Namespaces;

/// <summary>Plans as text, one step a line, for an ordinary user in /home/me/project.</summary>
internal static class Planned
{
    public static HostFacts Facts { get; } = new()
    {
        UserId = HostFiles.Me,
        GroupId = 100,
        CurrentDirectory = "/home/me/project",
        Environment = ["HOME=/home/me", "PATH=/usr/bin:/bin"],
        OwnsSysctls = false,
    };

    /// <summary>The host's root, which owns everything and the sysctls.</summary>
    public static HostFacts RootFacts { get; } = Facts with { UserId = 0, GroupId = 0, OwnsSysctls = true };

    public static SandboxSpec Spec { get; } = SandboxSpec.For("make");

    public static LaunchPlan Plan(SandboxSpec spec, HostFiles? files = null, HostFacts? facts = null) =>
        NamespacesPlanner.Plan("namespaces", spec, facts ?? Facts, files ?? HostFiles.With());

    /// <summary>The steps of the init.</summary>
    public static string Setup(SandboxSpec spec, HostFiles? files = null, HostFacts? facts = null) =>
        Text(Plan(spec, files, facts).Setup);

    /// <summary>The steps that build the tree, without those that make up /dev.</summary>
    public static string Tree(SandboxSpec spec, HostFiles? files = null, HostFacts? facts = null) => Text(
        Plan(spec, files, facts).Setup
            .SkipWhile(step => step is WriteFileStep or MakePrivateStep)
            .TakeWhile(step => step is not (InterfaceUpStep or SetHostNameStep or PivotRootStep))
            .Where(step => step.Path?.StartsWith("/dev/", StringComparison.Ordinal) is not true));

    /// <summary>
    /// The steps that the mounts and denied paths of a spec add to its tree, in the order they are taken.
    /// </summary>
    public static string Added(SandboxSpec spec, HostFiles? files = null, HostFacts? facts = null)
    {
        var usual = Plan(spec with { Mounts = [], Deny = [] }, files, facts).Setup;

        // What is hidden below a root takes another one than the usual, which is in place.
        return Text(Plan(spec, files, facts).Setup.Where(step => step is not (RootStep or PivotRootStep) && !usual.Contains(step)));
    }

    public static string Mounts(params SandboxMount[] mounts) => Added(Spec with { Mounts = [.. mounts] });

    public static string Denies(params DeniedPath[] denied) => Added(Spec with { Deny = [.. denied] });

    /// <summary>What is wrong with a spec, and what to do.</summary>
    public static string Problem(SandboxSpec spec, HostFiles? files = null, HostFacts? facts = null)
    {
        var exception = Assert.Throws<SandboxSpecException>(() => Plan(spec, files, facts));
        return $"{exception!.Message}\n{exception.Hint}";
    }

    private static string Text(IEnumerable<PlanStep> steps) => string.Join('\n', steps);
}

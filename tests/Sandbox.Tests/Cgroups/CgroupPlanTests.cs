using System.Collections.Immutable;
using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Tests.Cgroups;

/// <summary>The group a spec needs.</summary>
public sealed class CgroupPlanTests
{
    private static readonly CgroupFacts Full = new() { CanMakeGroups = true, Controllers = ["cpu", "memory", "pids"] };

    [Test]
    public void Without_a_limit_on_the_tree_there_is_none() =>
        Assert.That(Of(SandboxSpec.For("true") with { Limits = new() { WallTime = TimeSpan.FromSeconds(1), FileSize = 1 } }), Is.Null);

    [Test]
    public void A_limit_on_memory_leaves_no_way_into_swap_and_kills_the_whole_tree() =>
        Assert.That(
            Files(Of(Limited(new() { Memory = 1 << 20 }))),
            Is.EqualTo(["memory.max 1048576", "memory.swap.max 0", "memory.oom.group 1"]));

    [Test]
    public void The_sandboxs_own_processes_are_no_part_of_the_limit() =>
        Assert.That(Files(Of(Limited(new() { Processes = 10 }))), Does.Contain("pids.max 10"));

    [TestCase("0.5", "cpu.max 50000 100000")]
    [TestCase("2", "cpu.max 200000 100000")]
    [TestCase("0.333333", "cpu.max 33334 100000")]
    public void Processors_are_a_share_of_each_period(decimal cpus, string expected) =>
        Assert.That(Files(Of(Limited(new() { Cpus = cpus }))), Does.Contain(expected));

    [Test]
    public void Processes_are_limited_elsewhere_where_the_group_cannot()
    {
        var limits = new SandboxLimits { Processes = 10 };

        Assert.That(Of(Limited(limits), facts: Full with { Controllers = [] }), Is.Null);
        Assert.That(
            Files(Of(Limited(limits) with { Cgroup = new() { Parent = "/g" } }, facts: CgroupFacts.None)), Does.Contain("pids.max 10"));
    }

    [Test]
    public void Processor_time_is_counted_for_the_tree_where_a_group_can_be_made()
    {
        var spec = Limited(new() { CpuTime = TimeSpan.FromSeconds(3) });

        Assert.That(Of(spec)?.CpuTime, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(Of(spec, facts: CgroupFacts.None), Is.Null);
    }

    [Test]
    public void The_limit_of_each_process_comes_after_that_of_the_tree()
    {
        var spec = Limited(new() { CpuTime = TimeSpan.FromSeconds(3) });

        Assert.That(CommandSteps.Of(spec, Facts(spec, Full), Of(spec)), Does.Contain(new SetResourceLimitStep(ResourceLimit.Cpu, 8)));
        Assert.That(CommandSteps.Of(spec, Facts(spec, CgroupFacts.None)), Does.Contain(new SetResourceLimitStep(ResourceLimit.Cpu, 3)));
    }

    [Test]
    public void What_the_spec_sets_comes_with_its_controller()
    {
        var spec = SandboxSpec.For("true") with
        {
            Cgroup = new() { Settings = ImmutableSortedDictionary<string, string>.Empty.Add("io.weight", "50").Add("hugetlb.2MB.max", "0") },
        };

        Assert.That(Of(spec)?.Controllers, Is.EquivalentTo(["hugetlb", "io"]));
    }

    private static SandboxSpec Limited(SandboxLimits limits) => SandboxSpec.For("true") with { Limits = limits };

    private static CgroupPlan? Of(SandboxSpec spec, CgroupFacts? facts = null) =>
        CgroupPlan.Of(spec, Facts(spec, facts ?? Full));

    private static HostFacts Facts(SandboxSpec spec, CgroupFacts facts) => HostFactsReader.Read(spec) with { Cgroups = facts };

    private static IEnumerable<string> Files(CgroupPlan? plan) => plan!.Settings.Select(setting => $"{setting.File} {setting.Value}");
}

using Sandbox.Linux.Cgroups;
using Sandbox.Plans;

namespace Sandbox.Tests.Cgroups;

/// <summary>Making, holding and removing real groups; a limit needs no controller here.</summary>
public sealed class RunCgroupTests
{
    private static readonly CgroupPlan Plain = new() { Settings = [new CgroupSetting("cgroup.max.depth", "3")] };

    private string _own = null!;

    [OneTimeSetUp]
    public void FindOwn()
    {
        var own = CgroupHierarchy.Current.Own;
        if (own is null || new CgroupPlace(own, isOwn: true).WhyUnusable() is not null)
        {
            Assert.Ignore("this user may make no group of cgroup v2 here");
        }

        _own = own!.Path;
    }

    [Test]
    public async Task It_is_there_while_it_is_held_and_gone_afterwards()
    {
        var group = RunCgroup.Create(Plain);

        Assert.That(Directory.Exists($"{group.Path}/init"));
        Assert.That(Directory.Exists($"{group.Path}/limited/command"));
        Assert.That(File.ReadAllText($"{group.Path}/limited/cgroup.max.depth"), Is.EqualTo("3\n"));
        Assert.That(File.ReadAllText($"{group.Path}/limited/cgroup.max.descendants"), Is.EqualTo("1\n"));

        await group.DisposeAsync();
        Assert.That(Directory.Exists(group.Path), Is.False);
    }

    [Test]
    public async Task What_a_dead_host_left_is_swept_and_what_a_living_one_holds_is_not()
    {
        var left = Directory.CreateDirectory($"{_own}/run-sandbox-{Guid.NewGuid():N}");
        left.CreateSubdirectory("command");
        var foreign = Directory.CreateDirectory($"{_own}/run-sandbox-of-somebody-else");
        await using var held = RunCgroup.Create(Plain);

        RunCgroup.Sweep(_own);

        Assert.That(Directory.Exists(left.FullName), Is.False);
        Assert.That(Directory.Exists(held.Path));
        Assert.That(Directory.Exists(foreign.FullName));
        foreign.Delete();
    }

    [Test]
    public async Task A_process_that_is_left_is_killed_with_it()
    {
        var group = RunCgroup.Create(Plain);
        using var sleeper = System.Diagnostics.Process.Start("sleep", "1000");
        new CgroupDirectory($"{group.Path}/limited/command").TryWrite(CgroupDirectory.ProcessesFile, $"{sleeper.Id}");

        await group.DisposeAsync();

        Assert.That(sleeper.WaitForExit(TimeSpan.FromSeconds(30)));
        Assert.That(Directory.Exists(group.Path), Is.False);
    }

    [Test]
    public async Task What_a_dead_host_left_is_gone_with_the_next_group_even_if_it_still_runs()
    {
        await using var before = RunCgroup.Create(Plain);
        var left = Directory.CreateDirectory($"{_own}/run-sandbox-{Guid.NewGuid():N}");
        var leaf = left.CreateSubdirectory("limited").CreateSubdirectory("command");
        using var sleeper = System.Diagnostics.Process.Start("sleep", "1000");
        new CgroupDirectory(leaf.FullName).TryWrite(CgroupDirectory.ProcessesFile, $"{sleeper.Id}");

        await using var next = RunCgroup.Create(Plain);

        Assert.That(Directory.Exists(left.FullName), Is.False);
        Assert.That(Directory.Exists(before.Path));
        Assert.That(sleeper.WaitForExit(TimeSpan.FromSeconds(30)));
    }

    [Test]
    public async Task What_changes_after_it_was_set_is_found_when_it_is_read_back()
    {
        await using var group = RunCgroup.Create(Plain);
        Assert.That(group.Verify, Throws.Nothing);

        new CgroupDirectory($"{group.Path}/limited").TryWrite("cgroup.max.depth", "2");

        Assert.That(
            group.Verify,
            Throws.TypeOf<SandboxSetupException>().With.Message.EqualTo("cgroup.max.depth of the command's group is 2, and was to be 3")
                .And.Property("Path").EqualTo($"{group.Path}/limited/cgroup.max.depth").And.Property("Hint").Contains("something else changes it"));
    }

    [Test]
    public async Task A_file_that_can_only_be_written_is_not_read_back()
    {
        await using var group = RunCgroup.Create(new() { Settings = [new CgroupSetting("cgroup.kill", "1")] });

        Assert.That(group.Verify, Throws.Nothing);
    }

    [Test]
    public void A_value_the_kernel_refuses_is_told_and_nothing_stays()
    {
        var plan = Plain with { Settings = [new CgroupSetting("cgroup.max.depth", "nonsense")] };

        Assert.That(
            () => RunCgroup.Create(plan),
            Throws.TypeOf<SandboxSetupException>().With.Message.Contains("cgroup.max.depth").And.Message.Contains("EINVAL"));
    }

    [Test]
    public void A_file_that_does_not_exist_is_told()
    {
        var plan = Plain with { Settings = [new CgroupSetting("cgroup.nosuch", "1")] };

        Assert.That(
            () => RunCgroup.Create(plan),
            Throws.TypeOf<SandboxSetupException>().With.Message.Contains("cgroup.nosuch").And.Property("Hint").Contains("no such file"));
    }

    [Test]
    public async Task Processor_time_is_counted_without_a_controller()
    {
        await using var group = RunCgroup.Create(Plain);

        var outcome = group.ReadOutcome();

        Assert.That(outcome.ProcessorTime, Is.EqualTo(TimeSpan.Zero));
        Assert.That((outcome.MemoryExceeded, outcome.ProcessesExceeded, outcome.PeakMemory), Is.EqualTo((false, false, (long?)null)));
    }
}

using Sandbox.Launching;
using Sandbox.Plans;

namespace Sandbox.Tests.Launching;

public sealed class StandInLauncherTests
{
    private static readonly SandboxSpec Spec = SandboxSpec.For("true");

    private static readonly LaunchPlan Plan = new()
    {
        Backend = "test",
        Namespaces = Sandbox.Linux.Namespaces.User | Sandbox.Linux.Namespaces.Mount | Sandbox.Linux.Namespaces.Pid,
        Setup = [],
        Command = [],
        FileName = "true",
        Arguments = ["true"],
        Environment = [],
    };

    /// <summary>What of a spec is done by the plan alone. The rest is looked at by the launcher.</summary>
    private static readonly string[] DoneByPlan =
    [
        "FileName", "Arguments", "Root", "Mounts", "Inputs", "Deny", "Network", "Environment", "WorkingDirectory", "Identity",
        "Umask", "NewSession", "RandomizeAddresses", "FakeChown", "AllowDegraded",
    ];

    // Where a scratch directory is, and whether it stays, counts for nothing but an ephemeral root or outputs, which are looked at.
    private static readonly string[] LookedAt =
    [
        "AsPid1", "Cgroup", "CollectedFiles", "KeepFileDescriptors", "KeepScratch", "Limits", "NamedPipes", "Outputs", "ReportChanges", "ScratchDirectory", "Stdio",
    ];

    [Test]
    public void A_plan_with_nothing_to_do_afterwards_is_served() => Assert.That(StandInLauncher.Serves(Plan, Spec));

    [Test]
    public void Limits_that_the_kernel_alone_holds_are_served() => Assert.That(StandInLauncher.Serves(Plan, Spec with
    {
        Limits = new() { OpenFiles = 10, Stack = 1 << 20, CoreSize = 0 },
    }));

    private static IEnumerable<SandboxSpec> SpecsThatNeedTheHost()
    {
        yield return Spec with { Stdio = SandboxStdio.Captured };
        yield return Spec with { Stdio = new() { Output = SandboxOutput.File("/file") } };
        yield return Spec with { Limits = new() { WallTime = TimeSpan.FromSeconds(1) } };
        yield return Spec with { Limits = new() { CpuTime = TimeSpan.FromSeconds(1) } };
        yield return Spec with { Limits = new() { FileSize = 1 } };
        yield return Spec with { Limits = new() { Memory = 1 } };
        yield return Spec with { Limits = new() { Processes = 1 } };
        yield return Spec with { Limits = new() { Output = 1 } };
        yield return Spec with { Cgroup = new() };
        yield return Spec with { Outputs = ["/made"] };
        yield return Spec with { NamedPipes = [new() { Path = "/p", Destination = SandboxOutput.File("/o") }] };
        yield return Spec with { Root = SandboxRoot.Host with { Ephemeral = true } };
        yield return Spec with { ReportChanges = true };
        yield return Spec with { CollectedFiles = [new() { Path = "/c", Destination = SandboxOutput.File("/o") }] };
    }

    [TestCaseSource(nameof(SpecsThatNeedTheHost))]
    public void What_the_host_has_to_see_to_is_not_served(SandboxSpec spec) =>
        Assert.That(StandInLauncher.Serves(Plan, spec), Is.False);

    private static IEnumerable<LaunchPlan> PlansThatNeedTheHost()
    {
        yield return Plan with { AsPid1 = true };
        yield return Plan with { PassedDescriptors = [3] };
        yield return Plan with { Namespaces = Sandbox.Linux.Namespaces.Mount };
    }

    [TestCaseSource(nameof(PlansThatNeedTheHost))]
    public void A_plan_that_the_monitor_cannot_end_for_is_not_served(LaunchPlan plan) =>
        Assert.That(StandInLauncher.Serves(plan, Spec), Is.False);

    [Test]
    public void Whoever_adds_a_member_to_the_spec_has_to_decide_here_whether_the_host_is_needed_for_it() =>
        Assert.That(
            typeof(SandboxSpec).GetProperties().Where(member => member.CanWrite).Select(member => member.Name),
            Is.EquivalentTo(DoneByPlan.Concat(LookedAt)),
            "a member the host has to see to, while the command runs or afterwards, must make StandInLauncher.Serves say no");
}

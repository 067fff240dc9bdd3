using Sandbox.Linux;
using Sandbox.Plans;

namespace Sandbox.Tests.LaunchPlans;

public sealed class PlanStepTests
{
    private static StepSamples.Sample[] Samples => StepSamples.All;

    [TestCaseSource(nameof(Samples))]
    public void A_step_says_what_it_does_in_one_line(object sample) =>
        Assert.That(((StepSamples.Sample)sample).Step.ToString(), Is.EqualTo(((StepSamples.Sample)sample).Shown));

    [TestCaseSource(nameof(Samples))]
    public void A_step_is_encoded_as_its_code_is_documented(object sample)
    {
        var (step, _, encoded) = (StepSamples.Sample)sample;

        var plan = new DecodedPlan(SamplePlan.For(step));

        Assert.That(plan.Setup, Is.EqualTo([encoded]));
    }

    [Test]
    public void Every_kind_of_step_has_a_sample()
    {
        var kinds = typeof(PlanStep).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(PlanStep)) && !type.IsAbstract);

        Assert.That(StepSamples.All.Select(sample => sample.Step.GetType()).Distinct(), Is.EquivalentTo(kinds));
    }

    [Test]
    public void A_missing_source_is_the_callers_fault_and_a_forbidden_mount_is_the_machines()
    {
        Assert.That(new BindStep("/a", "/b", MountFlags.None).IsRefusal(Errno.ENOENT), Is.False);
        Assert.That(RootStep.HostTree("/", MountFlags.None).IsRefusal(Errno.EPERM), Is.True);
        Assert.That(new MakePrivateStep().IsRefusal(Errno.EPERM), Is.True);
        Assert.That(new ProcStep("/proc", false).IsRefusal(Errno.EPERM), Is.True);
        Assert.That(new WriteFileStep("/proc/self/uid_map", "0 0 1").IsRefusal(Errno.EPERM), Is.True);
    }

    [Test]
    public void A_hint_names_the_option_that_helps()
    {
        Assert.That(new BindStep("/a", "/b", MountFlags.None).Hint(Errno.ENOENT), Does.Contain("--bind-try"));
        Assert.That(new ChangeDirectoryStep("/w", false).Hint(Errno.ENOENT), Does.Contain("--chdir"));
        Assert.That(new ProcStep("/proc", false).Hint(Errno.EPERM), Does.Contain("systempaths=unconfined"));
        Assert.That(new SetResourceLimitStep(ResourceLimit.OpenFiles, 1).Hint(Errno.EPERM), Does.Contain("hard limit"));
    }
}

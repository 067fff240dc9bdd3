using Sandbox.Linux.Seccomp;
using Sandbox.Plans;
using Sandbox.Wire;

namespace Sandbox.Tests.LaunchPlans;

/// <summary>A plan in two parts, for a sandbox that is set up ahead of its command.</summary>
public sealed class PlanPartsTests
{
    private static readonly LaunchPlan Whole = SamplePlan.With(
        [new SetHostNameStep("box"), new NotDumpableStep(), new MakeFifoStep("/tmp/pipe"), new OrderOutputsStep()],
        [new ChangeDirectoryStep("/", OrRoot: true), new SetUmaskStep(UnixFileMode.OtherWrite)]) with
    {
        Collect = [new CollectStep("/tmp/file")],
        Arguments = ["/bin/true", "secret"],
        Environment = ["TOKEN=secret"],
        WallTime = TimeSpan.FromSeconds(1),
    };

    private static readonly SandboxSpec Spec = SandboxSpec.For("/bin/true");

    [Test]
    public void The_first_part_builds_and_knows_nothing_of_the_command()
    {
        var plan = new DecodedPlan(PlanParts.Held(Whole));

        Assert.That(plan.Setup, Is.EqualTo(["SetHostName text1='box'", "NotDumpable"]));
        Assert.That(plan.Command.Concat(plan.Collect).Concat(plan.Environment), Is.Empty);
        Assert.That(plan.Arguments, Has.None.Contains("secret"));
        Assert.That((PlanFlags)plan.Header.Flags, Is.EqualTo(PlanFlags.Held), "nor does any time run");
    }

    [Test]
    public void The_second_part_has_the_command_and_builds_nothing()
    {
        var plan = Continue(Spec, SandboxCommand.For("echo", "a"));

        Assert.That(plan.Setup, Is.EqualTo(["MakeFifo text1='/tmp/pipe'"]));
        Assert.That(plan.Command, Is.EqualTo(["ChangeDirectory flags=OrRoot text1='/'", "SetUmask 1=0x2"]));
        Assert.That(plan.Collect, Is.EqualTo(["Collect text1='/tmp/file'"]));
        Assert.That(plan.Arguments, Is.EqualTo(["echo", "a"]));
        Assert.That((PlanFlags)plan.Header.Flags, Is.EqualTo(PlanFlags.Continues | PlanFlags.HasWallTime));
    }

    [Test]
    public void The_first_part_has_what_the_command_inherits()
    {
        var filter = new SeccompFilterStep(SeccompFilter.TerminalInjection);
        var whole = Whole with { Setup = [.. PrivilegeSteps.All], Command = [new IsolateKeyringStep(), .. Whole.Command, filter] };

        Assert.That(PlanParts.Held(whole).Setup, Is.EqualTo((PlanStep[])[.. PrivilegeSteps.All, new IsolateKeyringStep(), filter]));
        Assert.That(Continue(Spec, SandboxCommand.For("true"), whole).Command, Is.EqualTo(["ChangeDirectory flags=OrRoot text1='/'", "SetUmask 1=0x2"]));
    }

    [Test]
    public void It_has_no_filter_that_the_kernel_would_not_take_yet()
    {
        var filter = new SeccompFilterStep(SeccompFilter.TerminalInjection);
        var whole = Whole with { Command = [new NoNewPrivilegesStep(), filter] };

        Assert.That(PlanParts.Held(whole).Setup, Has.No.Member(filter));
        Assert.That(Continue(Spec, SandboxCommand.For("true"), whole).Command, Has.Some.StartsWith("SeccompFilter"));
    }

    [Test]
    public void A_command_may_start_elsewhere_and_keep_its_outputs_in_order()
    {
        var command = SandboxCommand.For("pwd") with
        {
            WorkingDirectory = "/usr", Stdio = SandboxStdio.Captured with { InOrder = true },
        };

        var plan = Continue(Spec, command);

        Assert.That(plan.Command, Is.EqualTo(["ChangeDirectory text1='/usr'", "SetUmask 1=0x2"]));
        Assert.That(plan.Setup.Last(), Is.EqualTo("OrderOutputs"));
    }

    [Test]
    public void What_a_wrapper_has_built_is_not_built_again()
    {
        var wrapped = SamplePlan.With([new NotDumpableStep()]) with
        {
            Namespaces = Linux.Namespaces.None,
            PassedDescriptors = [7],
            Wrapper = new LaunchWrapper { Path = "/usr/bin/bwrap", Arguments = [WrapperArgument.Text("--x"), WrapperArgument.File([1], "f")] },
        };
        var first = new DecodedPlan(PlanParts.Held(wrapped)).Header;
        var second = new DecodedPlan(PlanParts.Continuation(wrapped, Spec, SandboxCommand.Of(Spec), []));

        Assert.That(second.WrapperArguments, Is.Empty);
        Assert.That(second.Header.PassedDescriptors, Is.EqualTo(first.PassedDescriptors), "they are numbered alike");
        Assert.That(second.Header.StandardStreams, Is.Zero);
    }

    private static DecodedPlan Continue(SandboxSpec spec, SandboxCommand command, LaunchPlan? whole = null) =>
        new(PlanParts.Continuation(whole ?? Whole, command.ApplyTo(spec), command, []));
}

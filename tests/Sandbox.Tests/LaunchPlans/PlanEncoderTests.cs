using System.Runtime.CompilerServices;
using Sandbox.Plans;
using Sandbox.Wire;

namespace Sandbox.Tests.LaunchPlans;

public sealed class PlanEncoderTests
{
    [Test]
    public void The_header_says_what_the_plan_is()
    {
        var plan = new DecodedPlan(SamplePlan.With() with
        {
            Namespaces = Linux.Namespaces.Pid | Linux.Namespaces.Net,
            WallTime = TimeSpan.FromMilliseconds(1500),
            KillAfter = TimeSpan.FromSeconds(2),
            PassedDescriptors = [7, 9],
        });

        Assert.That(plan.Header.Magic, Is.EqualTo(BitConverter.ToUInt64("SBXPLAN\0"u8)));
        Assert.That(plan.Header.Version, Is.EqualTo(PlanHeader.ExpectedVersion));
        Assert.That(plan.Header.TotalLength, Is.EqualTo(plan.Length));
        Assert.That(plan.Header.Namespaces, Is.EqualTo(0x6000_0000));
        Assert.That(plan.Header.WallTime, Is.EqualTo(1_500_000_000));
        Assert.That(plan.Header.KillAfter, Is.EqualTo(2_000_000_000));
        Assert.That(plan.Header.PassedDescriptors, Is.EqualTo(2));
    }

    [Test]
    public void Flags_are_set_for_what_was_asked_and_nothing_else()
    {
        Assert.That(FlagsOf(SamplePlan.With()), Is.EqualTo(PlanFlags.None));
        Assert.That(FlagsOf(SamplePlan.With() with { AsPid1 = true }), Is.EqualTo(PlanFlags.AsPid1));
        Assert.That(FlagsOf(SamplePlan.With() with { SetupOnly = true }), Is.EqualTo(PlanFlags.SetupOnly));
        Assert.That(FlagsOf(SamplePlan.With() with { WallTime = TimeSpan.Zero }), Is.EqualTo(PlanFlags.HasWallTime));
        Assert.That(FlagsOf(SamplePlan.With() with { Namespaces = Linux.Namespaces.Mount }), Is.EqualTo(PlanFlags.Subreaper));

        Assert.That(FlagsOf(InGroup(new("memory.max", "1"))), Is.EqualTo(PlanFlags.LimitsMemory));
        Assert.That(FlagsOf(InGroup(new("pids.max", "1"))), Is.EqualTo(PlanFlags.LimitsProcesses));
        Assert.That(FlagsOf(InGroup(new("cpu.max", "1"))), Is.EqualTo(PlanFlags.None));
        Assert.That(
            FlagsOf(SamplePlan.With() with { Cgroup = new() { Existing = "/g" } }),
            Is.EqualTo(PlanFlags.CgroupIsShared | PlanFlags.LimitsMemory | PlanFlags.LimitsProcesses));

        static LaunchPlan InGroup(CgroupSetting setting) => SamplePlan.With() with { Cgroup = new() { Settings = [setting] } };
        static PlanFlags FlagsOf(LaunchPlan plan) => (PlanFlags)new DecodedPlan(plan).Header.Flags;
    }

    [Test]
    public void The_longest_time_there_is_does_not_overflow()
    {
        // 292 years: the documented ceiling of a wall-clock limit.
        var plan = new DecodedPlan(SamplePlan.With() with { WallTime = TimeSpan.FromDays(106_751) });

        Assert.That(plan.Header.WallTime, Is.EqualTo(106_751UL * 86_400 * 1_000_000_000));
    }

    [Test]
    public void Arguments_environment_and_file_name_keep_their_bytes()
    {
        var plan = new DecodedPlan(SamplePlan.With() with
        {
            FileName = "ünï",
            SearchPath = "/a::/b",
            Arguments = ["ünï", "", "a b", "🙂"],
            Environment = ["A=1", "B="],
        });

        Assert.That(plan.Text(plan.Header.FileName), Is.EqualTo("ünï"));
        Assert.That(plan.Text(plan.Header.SearchPath), Is.EqualTo("/a::/b"));
        Assert.That(plan.Arguments, Is.EqualTo(["ünï", "", "a b", "🙂"]));
        Assert.That(plan.Environment, Is.EqualTo(["A=1", "B="]));
    }

    [Test]
    public void Steps_keep_their_order_and_their_list()
    {
        var plan = new DecodedPlan(SamplePlan.With(
            setup: [new SetHostNameStep("a"), new SetHostNameStep("b")], command: [new NewSessionStep()]));

        Assert.That(plan.Setup, Is.EqualTo(["SetHostName text1='a'", "SetHostName text1='b'"]));
        Assert.That(plan.Command, Is.EqualTo(["NewSession"]));
    }

    [Test]
    public void Regions_are_aligned_and_lie_one_after_the_other()
    {
        var header = new DecodedPlan(SamplePlan.With([new PivotRootStep()], [new NewSessionStep()])).Header;

        Assert.That(header.Setup.Offset, Is.EqualTo(Unsafe.SizeOf<PlanHeader>()));
        Assert.That(header.Command.Offset, Is.EqualTo(header.Setup.Offset + Unsafe.SizeOf<StepRecord>()));
        Assert.That(header.Arguments.Offset, Is.EqualTo(header.Command.Offset + Unsafe.SizeOf<StepRecord>()));
        Assert.That(header.Environment.Offset, Is.EqualTo(header.Arguments.Offset + Unsafe.SizeOf<TextRef>()));
        Assert.That(header.TextOffset, Is.EqualTo(header.Environment.Offset));
        Assert.That(header.Setup.Offset % 8, Is.Zero);
    }

    [Test]
    public void A_wrappers_arguments_are_followed_by_the_command_line_of_sandbox_init()
    {
        var file = WrapperArgument.File([1], "content", "--fd=");
        var plan = new DecodedPlan(SamplePlan.With() with
        {
            Namespaces = Linux.Namespaces.None,
            PassedDescriptors = [7, 9],
            Wrapper = new LaunchWrapper
            {
                Path = "/usr/bin/bwrap",
                Arguments = [WrapperArgument.Text("--x"), file, file, WrapperArgument.File([1], "another")],
            },
        });

        Assert.That(plan.Text(plan.Header.WrapperPath), Is.EqualTo("/usr/bin/bwrap"));
        Assert.That(plan.WrapperArguments, Is.EqualTo((string[])
        [
            "/usr/bin/bwrap", "--x", "--fd=Passed 2", "--fd=Passed 2", "Passed 3",
            "/proc/self/fd/Passed 7", "--inside", "Plan 0", "Socket 0", "Link 0",
        ]));

        // The two that are the command's, two files, three streams, sandbox-init.
        Assert.That(plan.Header.StandardStreams, Is.EqualTo(4));
        Assert.That(plan.Header.PassedDescriptors, Is.EqualTo(8));
    }

    [Test]
    public void A_plan_too_large_for_sandbox_init_is_refused_here()
    {
        var megabyte = new string('x', 1024 * 1024);
        var plan = SamplePlan.With() with { Environment = [.. Enumerable.Repeat(megabyte, 256)] };

        var exception = Assert.Throws<SandboxSpecException>(() => PlanEncoder.Encode(plan));

        Assert.That(exception.Message, Does.Contain($"{PlanHeader.MaxLength}"));
        Assert.That(exception.Hint, Is.Not.Null);
    }
}

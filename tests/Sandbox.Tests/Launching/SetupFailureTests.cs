using Sandbox.Launching;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Tests.LaunchPlans;
using Sandbox.Wire;

namespace Sandbox.Tests.Launching;

/// <summary>What a caller is told about a report of failure.</summary>
public sealed class SetupFailureTests
{
    private static readonly LaunchPlan Plan = SamplePlan.With(
        [RootStep.HostTree("/", MountFlags.None), new BindStep("/src", "/dst", MountFlags.None)],
        [new ChangeDirectoryStep("/work", OrRoot: false)]) with
    {
        FileName = "tool",
        SearchPath = "/usr/bin:/bin",
    };

    [Test]
    public void A_failed_step_is_told_with_what_it_did_to_which_path_and_why()
    {
        var failure = Step(PlanStage.Init, 1, FailedCall.OpenTree, Errno.ENOENT);

        Assert.That(failure.Message, Is.EqualTo(
            "could not set up the sandbox: move_mount: /src on /dst [None]: open_tree: ENOENT (No such file or directory)"));
        Assert.That(failure.Step, Is.EqualTo("move_mount"));
        Assert.That(failure.Path, Is.EqualTo("/src"));
        Assert.That(failure.Errno, Is.EqualTo(Errno.ENOENT));
        Assert.That(failure.Hint, Does.Contain("make /src"));
        Assert.That(failure.Backend, Is.EqualTo("sample"));
        Assert.That(failure.IsRefusal, Is.False);
    }

    [Test]
    public void The_commands_own_steps_are_told_apart_from_the_inits()
    {
        var failure = Step(PlanStage.Command, 0, FailedCall.Chdir, Errno.EACCES);

        Assert.That(failure.Message, Is.EqualTo("could not set up the sandbox: chdir: /work: chdir: EACCES (Permission denied)"));
    }

    [Test]
    public void Namespaces_that_are_refused_are_a_refusal_of_the_machine()
    {
        var failure = Step(PlanStage.Monitor, uint.MaxValue, FailedCall.Clone, Errno.EPERM);

        Assert.That(failure.Message, Is.EqualTo("could not make new namespaces [Mount, User, Pid]: EPERM (Operation not permitted)"));
        Assert.That(failure.IsRefusal, Is.True);
        Assert.That(failure.Hint, Does.Contain("user namespaces"));
    }

    [TestCase(Errno.EAGAIN)]
    [TestCase(Errno.ENOMEM)]
    public void A_shortage_is_no_refusal(int errno) =>
        Assert.That(Step(PlanStage.Monitor, uint.MaxValue, FailedCall.Clone, errno).IsRefusal, Is.False);

    [Test]
    public void A_step_that_does_not_exist_does_not_hide_the_failure()
    {
        var failure = Step(PlanStage.Init, 99, FailedCall.Pipe, Errno.EMFILE);

        Assert.That(failure.Message, Is.EqualTo("could not start sandbox-init: pipe: EMFILE (Too many open files)"));
    }

    [TestCase(nameof(FailedCall.NotOwnTree), "outside the sandbox's own tree")]
    [TestCase(nameof(FailedCall.KindMismatch), "one is a directory and the other is not")]
    [TestCase(nameof(FailedCall.OpenTarget), "looking up the target: ELOOP")]
    [TestCase(nameof(FailedCall.NotLimited), "it is the host's root")]
    [TestCase(nameof(FailedCall.InvalidPlan), "a defect of this library")]
    [TestCase(nameof(FailedCall.MountSetattr), "mount_setattr: ELOOP")]
    public void What_is_not_a_system_call_is_told_in_words(string call, string words) =>
        Assert.That(Step(PlanStage.Init, 1, Enum.Parse<FailedCall>(call), Errno.ELOOP).Message, Does.Contain(words));

    [Test]
    public void An_error_without_a_known_name_keeps_its_number() =>
        Assert.That(Step(PlanStage.Init, 1, FailedCall.Mount, 117).Message, Does.Contain("error 117 (Structure needs cleaning)"));

    [Test]
    public void A_name_that_is_not_found_is_told_with_where_it_was_looked_for()
    {
        var failure = Command(Plan, Errno.ENOENT, found: false);

        Assert.That(failure.IsNotFound, Is.True);
        Assert.That(failure.Message, Is.EqualTo("could not run tool: not found in /usr/bin:/bin"));
        Assert.That(failure.Hint, Does.Contain("inside the sandbox"));
    }

    [Test]
    public void A_path_that_is_not_found_is_told_without_the_search_path()
    {
        var failure = Command(Plan with { FileName = "/no/tool" }, Errno.ENOENT, found: false);

        Assert.That(failure.Message, Is.EqualTo("could not run /no/tool: ENOENT (No such file or directory)"));
    }

    [Test]
    public void A_missing_interpreter_is_not_a_missing_file()
    {
        var failure = Command(Plan, Errno.ENOENT, found: true);

        Assert.That(failure.IsNotFound, Is.False);
        Assert.That(failure.Message, Is.EqualTo("could not run tool: its interpreter is missing inside the sandbox"));
        Assert.That(failure.Hint, Does.Contain("#!"));
    }

    [TestCase(Errno.EACCES, "EACCES (Permission denied)", "chmod +x")]
    [TestCase(Errno.E2BIG, "E2BIG (Argument list too long)", "ARG_MAX")]
    public void What_cannot_be_executed_is_told_with_the_kernels_reason(int errno, string reason, string hint)
    {
        var failure = Command(Plan, errno, found: true);

        Assert.That(failure.Errno, Is.EqualTo(errno));
        Assert.That(failure.Message, Is.EqualTo($"could not run tool: {reason}"));
        Assert.That(failure.Hint, Does.Contain(hint));
    }

    [Test]
    public void An_init_killed_from_outside_is_no_end_of_the_command()
    {
        var failure = SetupFailure.From(Plan, new ReportRecord { Kind = (uint)ReportKind.Lost, WaitStatus = 9 });

        Assert.That(failure, Is.TypeOf<SandboxSetupException>());
        Assert.That(failure.Message, Does.Contain("was killed"));
    }

    [Test]
    public void What_could_not_be_killed_is_no_end_of_the_command()
    {
        var failure = SetupFailure.From(Plan, new ReportRecord { Kind = (uint)ReportKind.Survivors });

        Assert.That(failure.Message, Does.Contain("still alive"));
        Assert.That(failure.Hint, Is.Not.Null);
    }

    [Test]
    public void A_missing_proc_is_told_with_what_it_is_for()
    {
        var failure = Step(PlanStage.Monitor, uint.MaxValue, FailedCall.OpenProc, Errno.ENOENT);

        Assert.That(failure.Message, Is.EqualTo(
            "could not watch over the command's processes in /proc: ENOENT (No such file or directory)"));
        Assert.That(failure.Hint, Does.Contain("mount"));
    }

    [TestCase(1 << 8, "bwrap: no", "it exited with 1: bwrap: no")]
    [TestCase(2 << 8, "", "it exited with 2 and said nothing")]
    [TestCase(9, "", "signal 9 ended it and said nothing")]
    public void A_wrapper_that_fails_is_told_in_its_own_words(int status, string message, string told)
    {
        var plan = Plan with { Wrapper = new LaunchWrapper { Path = "/usr/bin/bwrap", Arguments = [] } };

        var failure = SetupFailure.From(plan, new ReportRecord { Kind = (uint)ReportKind.WrapperFailed, WaitStatus = status }, message);

        Assert.That(failure.Message, Is.EqualTo($"/usr/bin/bwrap could not build the sandbox: {told}"));
    }

    [TestCase(Errno.EPERM, true)]
    [TestCase(Errno.ENOSPC, true)]
    [TestCase(Errno.EAGAIN, false)]
    [TestCase(Errno.ENOMEM, false)]
    public void A_wrapper_that_is_not_let_is_a_refusal_unless_it_only_lacked_room(int errno, bool isRefusal)
    {
        var wrapper = new RefusedWrapper(new WrapperRefusal(RefusedOperation.Namespaces, errno)) { Path = "/usr/bin/bwrap", Arguments = [] };

        var failure = (SandboxSetupException)SetupFailure.From(
            Plan with { Wrapper = wrapper }, new ReportRecord { Kind = (uint)ReportKind.WrapperFailed, WaitStatus = 1 << 8 }, "no");

        Assert.That((failure.IsRefusal, failure.Errno), Is.EqualTo((isRefusal, (int?)errno)));
    }

    [TestCase(RefusedOperation.Namespaces, "user namespaces")]
    [TestCase(RefusedOperation.UserNamespaceSetup, "made here but not set up")]
    [TestCase(RefusedOperation.Mounts, "mounting")]
    [TestCase(RefusedOperation.Proc, "/proc")]
    public void What_a_wrapper_is_refused_has_the_remedy_of_that(RefusedOperation operation, string words) =>
        Assert.That(RefusalHints.For(new WrapperRefusal(operation, Errno.EPERM), "/usr/bin/bwrap"), Does.Contain(words));

    private sealed record RefusedWrapper(WrapperRefusal Refusal) : LaunchWrapper
    {
        public override WrapperRefusal? FindRefusal(string message) => Refusal;
    }

    private static SandboxSetupException Step(PlanStage stage, uint index, FailedCall call, int errno) =>
        (SandboxSetupException)SetupFailure.From(Plan, new ReportRecord
        {
            Kind = (uint)ReportKind.StepFailed, Stage = (uint)stage, StepIndex = index, Call = (uint)call, Errno = errno,
        });

    private static SandboxCommandException Command(LaunchPlan plan, int errno, bool found) =>
        (SandboxCommandException)SetupFailure.From(plan, new ReportRecord
        {
            Kind = (uint)ReportKind.CommandFailed, Errno = errno, WaitStatus = found ? 1 : 0,
        });
}

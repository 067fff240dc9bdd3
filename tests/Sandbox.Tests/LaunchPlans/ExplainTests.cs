using Sandbox.Linux.Seccomp;
using Sandbox.Plans;

namespace Sandbox.Tests.LaunchPlans;

public sealed class ExplainTests
{
    [Test]
    public void A_plan_is_told_in_the_order_it_is_carried_out()
    {
        var plan = SamplePlan.With(
            [RootStep.HostTree("/", MountFlags.ReadOnly), new PivotRootStep()],
            [new ChangeDirectoryStep("/w", OrRoot: false), new SeccompFilterStep(SeccompFilter.TerminalInjection)]) with
        {
            WallTime = TimeSpan.FromSeconds(10),
            KillAfter = TimeSpan.FromSeconds(2),
            FileName = "make",
            Arguments = ["make", "a b", "it's", ""],
        };

        Assert.That(TextOf(plan), Is.EqualTo(
            """
            monitor clone: init in new namespaces [Mount, User, Pid]
            monitor poll: after 00:00:10 SIGTERM to every process, SIGKILL 00:00:02 later
            init open_tree: new root: / with its submounts [ReadOnly]
            init pivot_root: enter the new root, detach the host's tree
            init clone: start the command's process, then reap
            command chdir: /w
            command seccomp: no typing into terminals (TIOCSTI, TIOCLINUX), no foreign architectures
            command execve: make 'a b' 'it'\''s' ''
            """));
    }

    [Test]
    public void A_command_that_is_process_1_is_not_a_child_of_the_init() =>
        Assert.That(TextOf(SamplePlan.With() with { AsPid1 = true }), Is.EqualTo(
            """
            monitor clone: init in new namespaces [Mount, User, Pid]
            command execve: /bin/true
            """));

    [Test]
    public void Without_a_pid_namespace_the_init_adopts_orphans() =>
        Assert.That(TextOf(SamplePlan.With([new ChrootStep("/tree")]) with { Namespaces = Linux.Namespaces.None }), Is.EqualTo(
            """
            monitor clone: init in new namespaces [None]
            init prctl: adopt the command's orphans (PR_SET_CHILD_SUBREAPER)
            init chroot: enter /tree as the new root
            init clone: start the command's process, then reap
            command execve: /bin/true
            """));

    [Test]
    public void The_command_makes_the_namespace_of_its_own_cgroup()
    {
        var plan = SamplePlan.With() with
        {
            Namespaces = Linux.Namespaces.Pid | Linux.Namespaces.Cgroup,
            Cgroup = new() { Parent = "/g", Settings = [new("memory.max", "4096")] },
        };

        Assert.That(TextOf(plan), Is.EqualTo(
            """
            host mkdir: a cgroup in /g, removed afterwards
            host write: memory.max 4096
            monitor clone3: init in new namespaces [Pid]
            init clone3: start the command's process in its cgroup, then reap
            command unshare: a cgroup namespace that begins at its cgroup
            command execve: /bin/true
            """));
    }

    [Test]
    public void A_wrapper_is_told_with_what_it_reads()
    {
        var plan = SamplePlan.With([new DropCapabilitiesStep()]) with
        {
            Namespaces = Linux.Namespaces.None,
            Wrapper = new LaunchWrapper
            {
                Path = "/usr/bin/bwrap",
                Arguments =
                [
                    WrapperArgument.Text("--args"), WrapperArgument.File([1, 2], "--bind / /"), WrapperArgument.Text("a b"),
                ],
            },
        };

        Assert.That(TextOf(plan), Is.EqualTo(
            """
            monitor execve: /usr/bin/bwrap --args <(--bind / /) 'a b' <(sandbox-init)
            init capset: drop every capability
            init clone: start the command's process, then reap
            command execve: /bin/true
            """));
    }

    [Test]
    public void A_probe_executes_nothing() =>
        Assert.That(TextOf(SamplePlan.With() with { SetupOnly = true }), Is.EqualTo(
            """
            monitor clone: init in new namespaces [Mount, User, Pid]
            init clone: start the command's process, then reap
            command exit: nothing is executed
            """));

    [Test]
    public void Values_of_the_environment_are_not_told()
    {
        var plan = SamplePlan.With() with { Environment = ["PASSWORD=secret"] };

        Assert.That(TextOf(plan), Does.Not.Contain("secret"));
    }

    private static string TextOf(LaunchPlan plan) =>
        string.Join('\n', plan.Explain().Select(step => $"{step.Stage} {step.Operation}: {step.Description}"));
}

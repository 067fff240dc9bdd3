namespace Sandbox.Tests.Namespaces;

/// <summary>The command itself: its process, environment, limits and identity.</summary>
public sealed class CommandTests
{
    [Test]
    public void By_default_the_commands_process_keeps_away_from_keys_and_terminals() => Assert.That(
        Command(Planned.Spec),
        Is.EqualTo("""
            keyctl: join a new session keyring, or refuse every use of keys
            chdir: /home/me/project, or / where it is not visible
            seccomp: no typing into terminals (TIOCSTI, TIOCLINUX), no foreign architectures; no limits for the init (prlimit); no sockets past network namespaces (AF_VSOCK, AF_QIPCRTR), no io_uring
            """));

    [Test]
    public void With_the_hosts_network_sockets_are_not_filtered() => Assert.That(
        Command(Planned.Spec with { Network = SandboxNetwork.Host }), Does.Not.Contain("AF_VSOCK"));

    [Test]
    public void Everything_asked_for_is_done_before_the_filter() => Assert.That(
        Command(Planned.Spec with
        {
            NewSession = true,
            Umask = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite,
            WorkingDirectory = "/opt",
            KeepFileDescriptors = [7, 5],
            Limits = new()
            {
                CpuTime = TimeSpan.FromSeconds(1.2), FileSize = 4096, OpenFiles = 6, Stack = 65536, CoreSize = 0,
            },
        }),
        Is.EqualTo("""
            keyctl: join a new session keyring, or refuse every use of keys
            setsid: new session
            umask: 0022
            chdir: /opt
            dup2: keep descriptor 7
            dup2: keep descriptor 5
            setrlimit: Cpu 2
            setrlimit: FileSize 4096
            setrlimit: OpenFiles 6
            setrlimit: Stack 65536
            setrlimit: Core 0
            seccomp: no typing into terminals (TIOCSTI, TIOCLINUX), no foreign architectures; no limits for the init (prlimit); no sockets past network namespaces (AF_VSOCK, AF_QIPCRTR), no io_uring
            """));

    [Test]
    public void Descriptors_are_passed_in_the_order_of_the_steps_that_place_them()
    {
        var plan = Planned.Plan(Planned.Spec with { KeepFileDescriptors = [7, 5] });
        Assert.That(plan.PassedDescriptors, Is.EqualTo(new[] { 7, 5 }));
        Assert.That(
            plan.Command.OfType<Plans.PassDescriptorStep>().Select(step => (step.Index, step.Number)),
            Is.EqualTo(new[] { (0, 7), (1, 5) }));
    }

    [Test]
    public void Limits_of_time_and_the_place_of_the_init_are_the_plans_own()
    {
        var limits = new SandboxLimits { WallTime = TimeSpan.FromSeconds(3), KillAfter = TimeSpan.Zero };
        var plan = Planned.Plan(Planned.Spec with { Limits = limits, AsPid1 = true });
        Assert.That(plan.WallTime, Is.EqualTo(TimeSpan.FromSeconds(3)));
        Assert.That(plan.KillAfter, Is.EqualTo(TimeSpan.Zero));
        Assert.That(plan.AsPid1, Is.True);
    }

    [Test]
    public void The_environment_is_the_callers_with_what_is_set_and_without_what_is_removed()
    {
        var environment = SandboxEnvironment.Inherited.With("A", "1=2").With("PATH", "/opt").Without("HOME").Without("NONE");
        var plan = Planned.Plan(
            Planned.Spec with { Environment = environment },
            facts: Planned.Facts with { Environment = ["HOME=/home/me", "PATH=/usr/bin", "HOMER=x"] });
        Assert.That(plan.Environment, Is.EqualTo(new[] { "HOMER=x", "A=1=2", "PATH=/opt" }));
        Assert.That(plan.SearchPath, Is.EqualTo("/opt"));
    }

    [Test]
    public void An_empty_environment_has_the_usual_search_path()
    {
        var plan = Planned.Plan(Planned.Spec with { Environment = SandboxEnvironment.Empty });
        Assert.That(plan.Environment, Is.Empty);
        Assert.That(plan.SearchPath, Is.EqualTo(Plans.LaunchPlan.DefaultSearchPath));
    }

    [Test]
    public void Without_changes_the_environment_is_the_callers()
    {
        var plan = Planned.Plan(Planned.Spec);
        Assert.That(plan.Environment, Is.EqualTo(Planned.Facts.Environment));
        Assert.That(plan.SearchPath, Is.EqualTo("/usr/bin:/bin"));
    }

    [Test]
    public void Another_identity_is_mapped_and_named()
    {
        var identity = new SandboxIdentity { UserId = 0, GroupId = 7, HostName = "box", DomainName = "test" };
        Assert.That(
            Planned.Setup(Planned.Spec with { Identity = identity }),
            Does.Contain("write: \"0 1000 1\" to /proc/self/uid_map\nwrite: \"7 100 1\" to /proc/self/gid_map\n")
                .And.Contain("sethostname: box\nsetdomainname: test\nioctl: bring lo up"));
    }

    [Test]
    public void The_hosts_network_is_no_namespace_of_its_own()
    {
        var plan = Planned.Plan(Planned.Spec with { Network = SandboxNetwork.Host });
        Assert.That(plan.Namespaces.HasFlag(Linux.Namespaces.Net), Is.False);
        Assert.That(plan.Setup, Has.None.InstanceOf<Plans.InterfaceUpStep>());
        Assert.That(Planned.Plan(Planned.Spec).Namespaces.HasFlag(Linux.Namespaces.Net), Is.True);
    }

    private static string Command(SandboxSpec spec) => string.Join('\n', Planned.Plan(spec).Command);
}

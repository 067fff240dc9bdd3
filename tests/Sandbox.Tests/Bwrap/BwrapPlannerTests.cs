using Sandbox.Plans;
using Sandbox.Tests.Namespaces;

namespace Sandbox.Tests.Bwrap;

/// <summary>The plan around bubblewrap's options: what it does and what sandbox-init does.</summary>
public sealed class BwrapPlannerTests
{
    [Test]
    public void By_default_bubblewrap_makes_every_namespace_for_the_caller() => Assert.That(
        PlannedBwrap.Namespaces(Planned.Spec),
        Is.EqualTo("""
            --unshare-user
            --unshare-pid
            --unshare-ipc
            --unshare-uts
            --unshare-cgroup
            --unshare-net
            --uid 1000
            --gid 100
            --die-with-parent
            --as-pid-1
            --cap-drop ALL
            --clearenv

            """));

    [TestCase(false, true, Description = "sandbox-init makes its cgroup namespace, where the command is born")]
    [TestCase(true, false, Description = "a set-user-id bubblewrap hands no capability on")]
    public void With_a_cgroup_bubblewrap_leaves_that_namespace_to_sandbox_init(bool isSetuid, bool hasNamespace)
    {
        const string Capabilities = "--cap-drop ALL --clearenv --chdir / --cap-add CAP_SYS_ADMIN --cap-add CAP_SETPCAP";
        var plan = PlannedBwrap.Plan(
            Planned.Spec with { Cgroup = new() { Parent = "/g" } }, program: PlannedBwrap.Program with { IsSetuid = isSetuid });

        var options = string.Join(' ', plan.Wrapper!.Arguments);
        Assert.That(options, Does.Not.Contain("--unshare-cgroup"));
        Assert.That(options.Contains(Capabilities, StringComparison.Ordinal), Is.EqualTo(hasNamespace));
        Assert.That(plan.Namespaces, Is.EqualTo(hasNamespace ? Linux.Namespaces.Cgroup : Linux.Namespaces.None));
    }

    [Test]
    public void The_hosts_network_is_no_namespace_of_its_own() =>
        Assert.That(PlannedBwrap.Namespaces(Planned.Spec with { Network = SandboxNetwork.Host }), Does.Not.Contain("--unshare-net"));

    [Test]
    public void Another_identity_is_mapped_and_named() => Assert.That(
        PlannedBwrap.Namespaces(Planned.Spec with { Identity = new() { UserId = 0, GroupId = 7, HostName = "box" } }),
        Does.Contain("--uid 0\n--gid 7\n--hostname box\n"));

    [Test]
    public void A_domain_name_is_refused_by_its_member() => Assert.That(
        PlannedBwrap.Problem(Planned.Spec with { Identity = new() { DomainName = "test" } }),
        Is.EqualTo("identity.domainName: bubblewrap cannot set a domain name\nleave it out, or use namespaces"));

    [Test]
    public void Sandbox_init_does_inside_what_it_does_in_every_backend()
    {
        var spec = Planned.Spec with
        {
            KeepFileDescriptors = [7],
            Limits = new() { WallTime = TimeSpan.FromSeconds(3), KillAfter = TimeSpan.FromSeconds(1), OpenFiles = 9 },
        };

        var plan = PlannedBwrap.Plan(spec);

        var usual = Planned.Plan(spec);
        Assert.That(plan.Namespaces, Is.EqualTo(Linux.Namespaces.None));
        Assert.That(plan.Setup[0], Is.TypeOf<SameFileStep>());
        Assert.That(plan.Setup[1..], Is.EqualTo(PrivilegeSteps.All));
        Assert.That(plan.Command, Is.EqualTo(usual.Command));
        Assert.That(
            (plan.FileName, plan.SearchPath, plan.WallTime, plan.KillAfter),
            Is.EqualTo((usual.FileName, usual.SearchPath, usual.WallTime, usual.KillAfter)));
        Assert.That(plan.Arguments, Is.EqualTo(usual.Arguments));
        Assert.That(plan.Environment, Is.EqualTo(usual.Environment));
        Assert.That(plan.PassedDescriptors, Is.EqualTo(usual.PassedDescriptors));
    }

    [Test]
    public void An_id_that_bubblewrap_does_not_take_is_refused() => Assert.That(
        PlannedBwrap.Problem(Planned.Spec with { Identity = new() { GroupId = uint.MaxValue - 1 } }),
        Is.EqualTo("identity.groupId: bubblewrap takes no id above 2147483647\nchoose a smaller one, or use namespaces"));

    [Test]
    public void Roots_device_nodes_are_sealed_before_bubblewrap_binds_them()
    {
        var plan = PlannedBwrap.Plan(Planned.Spec, facts: Planned.RootFacts, privileges: new(MayChangeRoot: true, MayMount: true));
        Assert.That(plan.Namespaces, Is.EqualTo(Linux.Namespaces.Mount));
        Assert.That(
            plan.Setup.OfType<SealSourceStep>(),
            Is.EqualTo(new[] { "null", "zero", "full", "random", "urandom", "tty" }
                .Select(name => new SealSourceStep($"/dev/{name}", MountFlags.ReadOnly | MountFlags.NoSetuid | MountFlags.NoExecute))));
        Assert.That(plan.Setup[0], Is.InstanceOf<MakePrivateStep>());
    }

    [Test]
    public void No_variable_of_the_caller_is_among_the_arguments()
    {
        var plan = PlannedBwrap.Plan(Planned.Spec, facts: Planned.Facts with { Environment = ["SECRET=squirrel"] });
        Assert.That(string.Join(' ', plan.Wrapper!.Arguments), Does.Not.Contain("squirrel").And.Not.Contain("SECRET"));
    }

    [Test]
    public void Options_with_a_file_stand_between_files_of_options() => Assert.That(
        PlannedBwrap.Line(Planned.Spec with { Deny = [DeniedPath.Block("/etc/hosts")] }),
        Does.Match(@"^--args <\(--unshare-user .* --tmpfs /tmp\) --perms 0000 --ro-bind-data <\(\) /etc/hosts --args <\(--remount-ro /dev\) --$"));

    [Test]
    public void More_arguments_than_bubblewrap_takes_are_refused_before_it_is_started()
    {
        var mounts = Enumerable.Range(0, 3000).Select(_ => SandboxMount.Bind("/home/me", "/opt"));
        Assert.That(
            PlannedBwrap.Problem(Planned.Spec with { Mounts = [.. mounts] }),
            Does.StartWith("spec: needs 90").And.Contain("arguments for bubblewrap, and 9000 is the most it takes"));
    }

    [Test]
    public void Nearly_as_many_arguments_as_bubblewrap_takes_are_fine()
    {
        var mounts = Enumerable.Range(0, 2900).Select(_ => SandboxMount.Bind("/home/me", "/opt"));
        var spec = Planned.Spec with { Root = SandboxRoot.Host, Mounts = [.. mounts] };
        Assert.That(PlannedBwrap.Plan(spec).Wrapper!.Arguments, Has.Length.EqualTo(3));
    }

    [Test]
    public void More_denied_files_than_descriptors_are_refused()
    {
        var names = Enumerable.Range(0, 401).Select(number => $"/opt/{number}").ToArray();
        Assert.That(
            PlannedBwrap.Problem(
                Planned.Spec with { Deny = [.. names.Select(name => DeniedPath.Block(name))] }, HostFiles.With(string.Join('\n', names))),
            Does.StartWith("spec: needs 405 files to be handed to bubblewrap, and 400 is the most"));
    }
}

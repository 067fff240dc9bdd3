using Sandbox.Backends.Chroot;
using Sandbox.Plans;
using Sandbox.Tests.Namespaces;

namespace Sandbox.Tests.Chroot;

/// <summary>The plans of root where namespaces are refused.</summary>
public sealed class ChrootPlannerTests
{
    private static SandboxSpec Spec { get; } = Planned.Spec with
    {
        Network = SandboxNetwork.Host, Root = SandboxRoot.Directory("/srv/root", WritablePaths.All),
    };

    private static HostFiles Files => HostFiles.With("/srv/root/proc/\n/srv/root/dev/\n/srv/root/tmp/");

    [Test]
    public void With_mounts_it_is_the_usual_tree_in_a_mount_namespace_alone()
    {
        var plan = Plan(Spec, mayMount: true);

        var usual = Planned.Plan(Spec, Files, Planned.RootFacts).Setup;
        var expected = usual.Where(step => step is not WriteFileStep).Select(step => step is ProcStep
            ? new BindStep("/proc", "/proc", MountFlags.ReadOnly | MountFlags.NoSetuid | MountFlags.NoDevices | MountFlags.NoExecute)
            : step);
        Assert.That(plan.Namespaces, Is.EqualTo(Linux.Namespaces.Mount));
        Assert.That(plan.Setup, Is.EqualTo(expected));
    }

    [Test]
    public void Under_the_hosts_root_proc_is_as_writable_as_everything_else() => Assert.That(
        Plan(Spec with { Root = SandboxRoot.Host }, mayMount: true).Setup.OfType<BindStep>().Single().Flags,
        Is.EqualTo(MountFlags.NoSetuid | MountFlags.NoDevices | MountFlags.NoExecute));

    [Test]
    public void Without_mounts_it_is_the_bare_directory()
    {
        var plan = Plan(Spec, mayMount: false);
        Assert.That(plan.Namespaces, Is.EqualTo(Linux.Namespaces.None));
        Assert.That(
            string.Join('\n', plan.Setup),
            Is.EqualTo("""
                chroot: enter /srv/root as the new root
                prctl: the init cannot be traced (PR_SET_DUMPABLE 0)
                prctl: no new privileges (PR_SET_NO_NEW_PRIVS)
                capset: drop every capability
                """));
    }

    [Test]
    public void The_command_is_started_as_everywhere()
    {
        var spec = Spec with
        {
            NewSession = true, KeepFileDescriptors = [5], Limits = new() { WallTime = TimeSpan.FromSeconds(2), CoreSize = 0 },
        };
        var usual = Planned.Plan(spec, Files, Planned.RootFacts);
        foreach (var mayMount in new[] { true, false })
        {
            var plan = Plan(spec, mayMount);
            Assert.That(plan.Command, Is.EqualTo(usual.Command));
            Assert.That(plan.Arguments, Is.EqualTo(usual.Arguments));
            Assert.That(plan.Environment, Is.EqualTo(usual.Environment));
            Assert.That(plan.PassedDescriptors, Is.EqualTo(usual.PassedDescriptors));
            Assert.That((plan.WallTime, plan.KillAfter), Is.EqualTo((usual.WallTime, usual.KillAfter)));
        }
    }

    private static readonly (SandboxSpec Spec, string Member)[] Mounting =
    [
        (Spec with { Mounts = [SandboxMount.Tmpfs("/tmp")] }, "mounts"),
        (Spec with { Deny = [DeniedPath.Block("/etc")] }, "deny"),
        (Spec with { Root = SandboxRoot.Directory("/srv/root") }, "root"),
        (Spec with { Root = SandboxRoot.Host }, "root"),
        (Spec with { Root = SandboxRoot.ReadOnlyHost }, "root"),
    ];

    [TestCaseSource(nameof(Mounting))]
    public void What_takes_a_mount_is_refused_without(object asked)
    {
        var (spec, member) = ((SandboxSpec, string))asked;
        Assert.That(
            Assert.Throws<SandboxSpecException>(() => Plan(spec, mayMount: false))!.Message,
            Is.EqualTo($"{member}: needs mounts, which this process may not make"));
    }

    [TestCase("000001ffffffffff", true, true)]
    [TestCase("00000000a80425fb", true, false)]
    [TestCase("0000000000000000", false, false)]
    [TestCase("nothing", false, false)]
    public void Capabilities_are_read_from_the_process_status(string set, bool mayChangeRoot, bool mayMount) =>
        Assert.That(Linux.CallerPrivileges.Parse(set), Is.EqualTo(new Linux.CallerPrivileges(mayChangeRoot, mayMount)));

    [Test]
    public void Nothing_is_offered_that_the_backend_does_not_claim()
    {
        using var _ = Assert.EnterMultipleScope();
        Linux.CallerPrivileges[] callers = [new(MayChangeRoot: true, MayMount: true), new(true, MayMount: false), new(MayChangeRoot: false, false)];
        foreach (var report in callers.Select(caller => ChrootOffer.Of("chroot", caller)).Append(ChrootOffer.WithoutMountsFor("chroot", "why", null)))
        {
            var told = report.Missing.Aggregate(report.Offers, (known, missing) => known | missing.Capabilities);
            Assert.That(told, Is.EqualTo(new ChrootBackend().Capabilities));
            Assert.That(report.Offers.HasFlag(SandboxCapabilities.SecurityBoundary), Is.False);
        }
    }

    [TestCase("allow the mount calls", "allow the mount calls; or ask for a directory as root")]
    [TestCase(null, "ask for a directory as root")]
    public void Where_mounting_is_refused_the_attempts_own_hint_is_told(string? hint, string remedy) =>
        Assert.That(ChrootOffer.WithoutMountsFor("chroot", "why", hint).Missing.Single().Remedy, Does.StartWith(remedy));

    private static LaunchPlan Plan(SandboxSpec spec, bool mayMount) =>
        ChrootPlanner.Plan("chroot", spec, Planned.RootFacts, Files, mayMount);
}

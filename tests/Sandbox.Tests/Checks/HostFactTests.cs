using System.Collections.Immutable;
using Sandbox.Linux.Checks;

namespace Sandbox.Tests.Checks;

/// <summary>Facts about a machine are judged from what its files say.</summary>
public sealed class HostFactTests
{
    [TestCase("6.18.5", false)]
    [TestCase("5.12.0-19-generic", false)]
    [TestCase("6.1-rc1", false)]
    [TestCase("5.11.22", true)]
    [TestCase("4.19-custom", true)]
    [TestCase("3.10.0-1160.el7.x86_64", true)]
    [TestCase("strange", false)]
    [TestCase(null, false)]
    public void A_kernel_before_5_12_is_a_problem(string? release, bool isProblem) =>
        Assert.That(KernelVersionCheck.Judge(release).Problem is not null, Is.EqualTo(isProblem));

    [Test]
    public void Switches_against_user_namespaces_hold_back_ordinary_users_only()
    {
        Assert.Multiple(() =>
        {
            Assert.That(UserNamespaceChecks.JudgeMaximum("0").Problem, Does.Contain("user.max_user_namespaces"));
            Assert.That(UserNamespaceChecks.JudgeMaximum("63000").Problem, Is.Null);
            Assert.That(UserNamespaceChecks.JudgeUnprivileged("0", isRoot: false).Problem, Does.Contain("unprivileged_userns_clone=1"));
            Assert.That(UserNamespaceChecks.JudgeUnprivileged("0", isRoot: true).Problem, Is.Null);
            Assert.That(UserNamespaceChecks.JudgeUnprivileged(null, isRoot: false).Problem, Is.Null);
            Assert.That(UserNamespaceChecks.JudgeAppArmor("1", isRoot: false).Problem, Does.Contain("userns,"));
            Assert.That(UserNamespaceChecks.JudgeAppArmor("1", isRoot: true).Problem, Is.Null);
            Assert.That(UserNamespaceChecks.JudgeAppArmor("0", isRoot: false).Problem, Is.Null);
        });
    }

    [Test]
    public void Covered_parts_of_proc_are_a_problem_and_named()
    {
        var mounts = MountTable.Parse(
        [
            "22 27 0:21 / /proc rw,relatime - proc proc rw",
            "30 22 0:30 / /proc/sys/fs/binfmt_misc rw shared:5 - autofs systemd-1 rw",
            "31 22 0:31 / /proc/kcore rw,nosuid master:1 propagate_from:2 - tmpfs tmpfs rw",
            "32 22 0:21 /sys /proc/sys ro,relatime - proc proc rw",
            "33 22 0:33 / /process ro - tmpfs tmpfs rw",
            "garbage",
        ]);

        var fact = MaskedProcCheck.Judge(mounts);

        Assert.That(fact.Value, Is.EqualTo("/proc/kcore /proc/sys"));
        Assert.That(fact.Problem, Does.Contain("systempaths=unconfined"));
        Assert.That(MaskedProcCheck.Judge([.. mounts.Take(2)]), Is.EqualTo(new HostFact { Name = "maskedProc", Value = "none" }));
    }

    [Test]
    public void Blanks_in_the_mount_table_are_unescaped()
    {
        var mounts = MountTable.Parse([@"1 2 0:3 / /a\040b\134040\09 rw - tmpfs tmpfs rw"]);

        Assert.That(mounts.Single(), Is.EqualTo(new MountTableEntry("/", @"/a b\040\09", "tmpfs")));
    }

    [TestCase("/.dockerenv", null, null, null, "docker")]
    [TestCase("/run/.containerenv", null, null, null, "podman")]
    [TestCase("", "systemd-nspawn", "lxc", null, "systemd-nspawn")]
    [TestCase("", null, "lxc", null, "lxc")]
    [TestCase("", null, "evil\u001b[2J", null, "none")]
    [TestCase("", null, null, "0::/kubepods/besteffort/pod1", "kubernetes")]
    [TestCase("", null, null, "4:memory:/docker/0123\n0::/", "docker")]
    [TestCase("", null, null, "0::/user.slice", "none")]
    public void A_container_is_known_by_the_marks_of_its_engine(
        string file, string? systemdName, string? variable, string? cgroup, string expected) =>
        Assert.That(ContainerCheck.Judge(path => path == file, systemdName, variable, cgroup).Value, Is.EqualTo(expected));

    [TestCase("/", "0::/user.slice/a", "/sys/fs/cgroup/user.slice/a")]
    [TestCase("/", "1:name=systemd:/x\n0::/", "/sys/fs/cgroup")]
    [TestCase("/docker/1", "0::/docker/1/child", "/sys/fs/cgroup/child")]
    [TestCase("/docker/1", "0::/docker/12", null)]
    [TestCase("/", "0::/../../other", null)]
    [TestCase("/", "4:memory:/x", null)]
    [TestCase("/", null, null)]
    public void The_own_cgroup_is_found_below_its_mount(string root, string? cgroup, string? expected) => Assert.That(
        CgroupChecks.FindOwnGroup(new MountTableEntry(root, "/sys/fs/cgroup", "cgroup2"), cgroup), Is.EqualTo(expected));

    [Test]
    public void Cgroups_are_a_problem_where_they_are_missing_or_not_delegated()
    {
        Assert.Multiple(() =>
        {
            Assert.That(CgroupChecks.JudgeMount(null).Problem, Does.Contain("unified_cgroup_hierarchy"));
            Assert.That(CgroupChecks.JudgeMount("/sys/fs/cgroup").Problem, Is.Null);
            Assert.That(CgroupChecks.JudgeControllers("cpu io memory pids").Problem, Is.Null);
            Assert.That(CgroupChecks.JudgeControllers("cpu memory").Problem, Does.Contain("no controller pids"));
            Assert.That(CgroupChecks.JudgeControllers(null).Problem, Does.Contain("memory and pids"));
            Assert.That(CgroupChecks.JudgeDelegation("/sys/fs/cgroup/a", isWritable: true).Problem, Is.Null);
            Assert.That(CgroupChecks.JudgeDelegation("/sys/fs/cgroup/a", isWritable: false).Problem, Does.Contain("Delegate=yes"));
            Assert.That(CgroupChecks.JudgeDelegation(null, isWritable: false).Value, Is.Null);
        });
    }

    [Test]
    public void Landlock_is_a_version_or_unknown()
    {
        Assert.That(LandlockCheck.Judge(6).Value, Is.EqualTo("6"));
        Assert.That(LandlockCheck.Judge(-1).Value, Is.Null);
    }

    [Test]
    public void Only_forbidding_memory_files_altogether_is_a_problem()
    {
        Assert.That(MemfdNoexecCheck.Judge("2").Problem, Is.Not.Null);
        Assert.That(new[] { "0", "1", null }.Select(value => MemfdNoexecCheck.Judge(value).Problem), Has.All.Null);
    }

    [Test]
    public void This_machine_has_every_fact_once()
    {
        ImmutableArray<HostFact> facts = HostFactList.Read();

        Assert.That(facts.Select(fact => fact.Name), Is.EqualTo(new[]
        {
            "kernelVersion", "maxUserNamespaces", "unprivilegedUserNamespaces", "appArmorRestrictsUserNamespaces", "maskedProc",
            "container", "cgroup2", "cgroupControllers", "cgroupDelegation", "landlockAbi", "memfdNoexec",
        }));
        Assert.That(facts[0].Value, Is.EqualTo(File.ReadAllText("/proc/sys/kernel/osrelease").Trim()));
    }
}

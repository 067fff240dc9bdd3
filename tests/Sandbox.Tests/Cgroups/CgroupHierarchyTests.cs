using Sandbox.Linux.Checks;
using Sandbox.Linux.Cgroups;

namespace Sandbox.Tests.Cgroups;

/// <summary>Where a process is in cgroup v2, and why a controller is not there, from what the kernel tells.</summary>
public sealed class CgroupHierarchyTests
{
    private const string Unified = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";
    private const string Version1 = "31 30 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory";

    [TestCase("0::/", "/sys/fs/cgroup")]
    [TestCase("0::/user.slice/run-1.scope", "/sys/fs/cgroup/user.slice/run-1.scope")]
    [TestCase("4:memory:/a\n0::/b", "/sys/fs/cgroup/b")]
    [TestCase("0::/jobs/sandbox.host", "/sys/fs/cgroup/jobs", Description = "the library moved this process there itself")]
    [TestCase("0::/../outside", null)]
    [TestCase("4:memory:/a", null)]
    [TestCase("", null)]
    public void The_own_group_is_found(string membership, string? expected) =>
        Assert.That(Of([Unified], membership).Own?.Path, Is.EqualTo(expected));

    [Test]
    public void A_mount_may_show_a_part_only()
    {
        const string Part = "30 23 0:26 /docker/abc /sys/fs/cgroup rw - cgroup2 cgroup2 rw";

        Assert.That(Of([Part], "0::/docker/abc/job").Own?.Path, Is.EqualTo("/sys/fs/cgroup/job"));
        Assert.That(Of([Part], "0::/other").Own, Is.Null);
        Assert.That(Of([Version1], "0::/").Mounts, Is.Empty);
    }

    [Test]
    public void A_controller_of_version_1_is_told_by_name()
    {
        var hierarchy = Of([Version1, Unified], "0::/", "#subsys_name\thierarchy\tnum_cgroups\tenabled\nmemory\t4\t21\t1\npids\t0\t1\t1\ncpu\t0\t1\t0");

        Assert.That(hierarchy.WhyMissing("memory"), Does.Contain("memory is in use by cgroup v1"));
        Assert.That(hierarchy.WhyMissing("cpu"), Does.Contain("switched the controller cpu off"));
        Assert.That(hierarchy.WhyMissing("pids"), Is.Null);
        Assert.That(hierarchy.WhyMissing("io"), Is.Null);
    }

    private static CgroupHierarchy Of(string[] mounts, string membership, string? controllers = null) =>
        new(MountTable.Parse(mounts), membership, controllers);
}

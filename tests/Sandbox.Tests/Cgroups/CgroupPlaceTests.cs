using System.Globalization;
using Sandbox.Linux.Cgroups;

namespace Sandbox.Tests.Cgroups;

/// <summary>Whether groups for commands can be made in a group, and with which controllers.</summary>
public sealed class CgroupPlaceTests
{
    private static readonly string Self = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);

    private readonly FakeCgroups _cgroups = new();

    [OneTimeTearDown]
    public void RemoveTree() => _cgroups.Dispose();

    [Test]
    public void What_is_no_group_is_told()
    {
        Assert.That(Place("/").WhyUnusable(), Does.Contain("no group of cgroup v2"));
        Assert.That(Place(_cgroups.Group("good")).WhyUnusable(), Is.Null);
    }

    [Test]
    public void A_group_without_processes_or_whose_controllers_are_on_already_serves()
    {
        Assert.That(Place(_cgroups.Group("empty", "memory")).WhyNotEnabled("memory"), Is.Null);
        Assert.That(Place(_cgroups.Group("on", "memory", "memory", "1\n")).WhyNotEnabled("memory"), Is.Null);
    }

    [Test]
    public void The_root_of_the_hierarchy_may_have_processes() =>
        Assert.That(Place(_cgroups.Group("root", "memory", processes: "1\n", isRoot: true)).WhyNotEnabled("memory"), Is.Null);

    [Test]
    public void The_caller_alone_in_its_own_group_can_be_moved() =>
        Assert.That(Place(_cgroups.Group("alone", "memory", processes: $"{Self}\n")).WhyNotEnabled("memory"), Is.Null);

    [TestCase("1\n")]
    [TestCase("0\n", Description = "of an outer pid namespace")]
    public void Processes_of_others_are_left_alone(string other)
    {
        var path = _cgroups.Group("shared", "memory", processes: $"{Self}\n{other}");

        Assert.That(Place(path).WhyNotEnabled("memory"), Does.Contain(path).And.Contain("processes of others"));
    }

    [Test]
    public void In_a_named_group_nothing_is_moved() =>
        Assert.That(
            new CgroupPlace(new CgroupDirectory(_cgroups.Group("named", "memory", processes: $"{Self}\n")), isOwn: false)
                .WhyNotEnabled("memory"),
            Does.Contain("holds processes"));

    [Test]
    public void A_controller_that_is_there_is_handed_on()
    {
        var path = _cgroups.Group("handing", "memory pids");

        Place(path).Enable(["pids"]);

        Assert.That(File.ReadAllText($"{path}/cgroup.subtree_control"), Is.EqualTo("+pids\n"));
    }

    [Test]
    public void A_controller_that_is_not_there_is_named()
    {
        var path = _cgroups.Group("lacking", "pids");

        Assert.That(
            () => Place(path).Enable(["nosuch"]),
            Throws.TypeOf<SandboxSetupException>().With.Message.Contains(path).And.Message.Contains("nosuch"));
    }

    private static CgroupPlace Place(string path) => new(new CgroupDirectory(path), isOwn: true);
}

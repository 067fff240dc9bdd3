using Sandbox.Linux.Cgroups;

namespace Sandbox.Tests.Cgroups;

/// <summary>What a back-end offers of limits on a whole tree, and why not.</summary>
public sealed class CgroupOfferTests
{
    private const SandboxCapabilities All = SandboxCapabilities.MemoryLimit | SandboxCapabilities.ProcessLimit
        | SandboxCapabilities.CpusLimit | SandboxCapabilities.Cgroup | SandboxCapabilities.CgroupParent;

    private readonly FakeCgroups _cgroups = new();

    [OneTimeTearDown]
    public void RemoveTree() => _cgroups.Dispose();

    [Test]
    public void A_delegated_group_with_all_controllers_holds_everything()
    {
        _cgroups.Group("full", "cpu memory pids");

        Assert.That(Offer(_cgroups.Hierarchy("full")).Offers, Is.EqualTo(All));
    }

    [Test]
    public void What_version_1_keeps_is_missing_for_that_reason()
    {
        _cgroups.Group("hybrid", "cpu");

        var offer = Offer(_cgroups.Hierarchy("hybrid", "memory\t4\t21\t1\npids\t8\t1\t1"));

        Assert.That(offer.Offers, Is.EqualTo(All & ~(SandboxCapabilities.MemoryLimit | SandboxCapabilities.ProcessLimit)));
        Assert.That(offer.Missing.Select(missing => missing.Reason), Is.All.Contains("in use by cgroup v1"));
        Assert.That(offer.Missing.Select(missing => missing.Remedy), Is.All.Contains("systemd.unified_cgroup_hierarchy=1"));
    }

    [Test]
    public void What_the_group_above_does_not_give_is_missing_and_the_way_to_get_it_is_told()
    {
        _cgroups.Group("poor", "memory pids");

        var missing = Offer(_cgroups.Hierarchy("poor")).Missing.Single();

        Assert.That(missing.Capabilities, Is.EqualTo(SandboxCapabilities.CpusLimit));
        Assert.That(missing.Reason, Does.Contain("no controller cpu"));
        Assert.That(missing.Remedy, Does.Contain("systemd-run --user --scope -p Delegate=yes"));
    }

    [Test]
    public void Without_cgroup_v2_nothing_of_it_is_offered()
    {
        var offer = Offer(new CgroupHierarchy([], "0::/", null));

        Assert.That(offer.Offers, Is.EqualTo(SandboxCapabilities.None));
        Assert.That(offer.Missing.Select(missing => missing.Reason), Is.All.Contains("not mounted"));
    }

    [Test]
    public void What_is_held_otherwise_stays()
    {
        var offer = CgroupOffer.Narrow(
            Everything, new CgroupSituation(new CgroupHierarchy([], "0::/", null)), SandboxCapabilities.ProcessLimit);

        Assert.That(offer.Offers, Is.EqualTo(SandboxCapabilities.ProcessLimit));
    }

    private static SandboxBackendReport Everything => new() { Backend = "b", Available = true, Offers = All };

    private static SandboxBackendReport Offer(CgroupHierarchy hierarchy) =>
        CgroupOffer.Narrow(Everything, new CgroupSituation(hierarchy), SandboxCapabilities.None);
}

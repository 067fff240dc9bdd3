using Sandbox.Linux;

namespace Sandbox.Tests.Checks;

/// <summary>What a label in /proc says about AppArmor.</summary>
public sealed class AppArmorProfileTests
{
    [TestCase("docker-default (enforce)", "docker-default")]
    [TestCase("/usr/bin/some program (enforce)", "/usr/bin/some program")]
    [TestCase("lxc-101_</var/lib/lxc>//&:lxc-101_<-var-lib-lxc>:unconfined (enforce)", "lxc-101_</var/lib/lxc>//&:lxc-101_<-var-lib-lxc>:unconfined")]
    [TestCase("bwrap//&unpriv_bwrap (complain)", null)]
    [TestCase("unconfined", null)]
    [TestCase("system_u:system_r:container_t:s0:c1,c2", null)]
    [TestCase("", null)]
    [TestCase(null, null)]
    public void A_profile_that_is_enforced_is_named(string? label, string? profile) =>
        Assert.That(AppArmorProfile.Parse(label), Is.EqualTo(profile));

    [Test]
    public void It_can_be_asked_for_on_every_machine() => Assert.That(() => AppArmorProfile.ReadConfining(), Throws.Nothing);
}

using Sandbox.Backends.Bwrap.Program;

namespace Sandbox.Tests.Bwrap;

/// <summary>What is known of an installed bubblewrap, and what it says when it fails.</summary>
public sealed class BwrapProgramTests
{
    private const SandboxCapabilities All = SandboxCapabilities.HostRoot | SandboxCapabilities.SecurityBoundary;

    [TestCase("bubblewrap 0.8.0\n", "0.8.0")]
    [TestCase("bubblewrap 0.12\n", "0.12.0")]
    [TestCase("bubblewrap 0.11.2 (distribution)", "0.11.2")]
    [TestCase("", null)]
    [TestCase("bwrap: command not found", null)]
    [TestCase("bubblewrap next", null)]
    public void Its_version_is_read_from_what_it_writes(string output, string? version) =>
        Assert.That(BwrapFinder.ParseVersion(output), Is.EqualTo(version is null ? null : Version.Parse(version)));

    [Test]
    public void Without_it_the_report_says_how_to_install_it()
    {
        var report = BwrapOffer.Of("bwrap", All, program: null, canDevicesChange: false);
        Assert.That((report.Available, report.Offers), Is.EqualTo((false, SandboxCapabilities.None)));
        Assert.That(report.Missing.Single().Capabilities, Is.EqualTo(All));
        Assert.That(report.Missing.Single().Remedy, Does.Contain("apt-get install bubblewrap"));
    }

    [Test]
    public void A_version_that_lacks_what_every_plan_needs_is_not_available()
    {
        var report = Report("0.4.1");
        Assert.That(report.Available, Is.False);
        Assert.That(report.Missing.Single().Reason, Is.EqualTo("/usr/bin/bwrap is bubblewrap 0.4.1, which cannot set modes (--perms, --chmod)"));
        Assert.That(report.Missing.Single().Remedy, Is.EqualTo("install version 0.5.0 or later"));
    }

    [TestCase("0.12.0", false)]
    [TestCase("0.8.0", false, "CVE-2026-87766")]
    [TestCase("0.11.2", true, "CVE-2026-87766")]
    [TestCase("0.11.1", true, "CVE-2026-41163", "CVE-2026-87766")]
    public void Known_holes_are_warned_about(string version, bool isSetuid, params string[] warnings)
    {
        var report = Report(version, isSetuid);
        Assert.That((report.Available, report.Offers), Is.EqualTo((true, All)));
        Assert.That(report.Warnings, Has.Length.EqualTo(warnings.Length));
        Assert.That(report.Warnings.Zip(warnings), Has.All.Matches<(string Text, string Word)>(pair => pair.Text.Contains(pair.Word)));
    }

    [Test]
    public void Where_the_hosts_devices_could_be_changed_it_is_no_boundary()
    {
        var report = Report("0.12.0", canDevicesChange: true);
        Assert.That(report.Offers, Is.EqualTo(SandboxCapabilities.HostRoot));
        Assert.That(report.Missing.Single().Capabilities, Is.EqualTo(SandboxCapabilities.SecurityBoundary));
        Assert.That(report.Missing.Single().Reason, Does.Contain("CAP_SYS_ADMIN"));
    }

    [TestCase("bwrap: No permissions to create new namespace, likely because …", "refuses user namespaces to bwrap")]
    [TestCase("bwrap: Creating new namespace failed: Operation not permitted", "refuses user namespaces to bwrap")]
    [TestCase("bwrap: setting up uid map: Permission denied", "AppArmor profile with 'userns,'")]
    [TestCase("bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted", "AppArmor profile with 'userns,'")]
    [TestCase("bwrap: Can't mount proc on /newroot/proc: Operation not permitted", "systempaths=unconfined")]
    [TestCase("bwrap: Failed to make / slave: Permission denied", "apparmor=unconfined")]
    public void What_it_says_when_it_is_not_let_is_a_refusal_with_a_remedy(string message, string remedy)
    {
        var wrapper = new BwrapWrapper { Path = "/usr/bin/bwrap", Arguments = [] };
        Assert.That(wrapper.IsRefusal(message));
        Assert.That(wrapper.Hint(message), Does.Contain(remedy));
    }

    [Test]
    public void What_it_says_about_one_path_is_none()
    {
        var wrapper = new BwrapWrapper { Path = "/usr/bin/bwrap", Arguments = [] };
        Assert.That(wrapper.IsRefusal("bwrap: Can't find source path /gone: No such file or directory"), Is.False);
    }

    private static SandboxBackendReport Report(string version, bool isSetuid = false, bool canDevicesChange = false) =>
        BwrapOffer.Of("bwrap", All, new BwrapProgram("/usr/bin/bwrap", Version.Parse(version), isSetuid), canDevicesChange);
}

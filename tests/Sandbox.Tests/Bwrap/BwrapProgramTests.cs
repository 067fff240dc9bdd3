using Sandbox.Backends.Bwrap.Program;

namespace Sandbox.Tests.Bwrap;

/// <summary>What is known of an installed bubblewrap, and what it says when it fails.</summary>
public sealed class BwrapProgramTests
{
    private const SandboxCapabilities All = SandboxCapabilities.HostRoot | SandboxCapabilities.SecurityBoundary
        | SandboxCapabilities.EphemeralRoot | SandboxCapabilities.TmpfsSize;

    // All that any version had, from real help texts.
    private static readonly string[] Options =
    [
        "--args", "--as-pid-1", "--bind", "--bind-data", "--bind-try", "--cap-drop", "--chdir", "--chmod", "--clearenv", "--dev",
        "--dev-bind", "--dev-bind-try", "--die-with-parent", "--dir", "--file", "--gid", "--hostname", "--overlay", "--overlay-src",
        "--perms", "--proc", "--remount-ro", "--ro-bind", "--ro-bind-data", "--ro-bind-try", "--size", "--symlink", "--tmpfs",
        "--uid", "--unshare-cgroup", "--unshare-ipc", "--unshare-net", "--unshare-pid", "--unshare-user", "--unshare-uts",
    ];

    [TestCase("bubblewrap 0.8.0\n", "0.8.0")]
    [TestCase("bubblewrap 0.12\n", "0.12.0")]
    [TestCase("bubblewrap 0.11.2 (distribution)", "0.11.2")]
    [TestCase("", null)]
    [TestCase("bwrap: command not found", null)]
    [TestCase("bubblewrap next", null)]
    public void Its_version_is_read_from_what_it_writes(string output, string? version) =>
        Assert.That(BwrapHelp.ParseVersion(output), Is.EqualTo(version is null ? null : Version.Parse(version)));

    [Test]
    public void Without_it_the_report_says_how_to_install_it()
    {
        var report = BwrapOffer.Of("bwrap", All, FoundBwrap.NotInstalled, canDevicesChange: false);
        Assert.That((report.Available, report.Offers), Is.EqualTo((false, SandboxCapabilities.None)));
        Assert.That(report.Missing.Single().Capabilities, Is.EqualTo(All));
        Assert.That(report.Missing.Single().Remedy, Does.Contain("apt-get install bubblewrap"));
    }

    [Test]
    public void Its_options_are_those_that_its_help_begins_lines_with() => Assert.That(
        BwrapHelp.ParseOptions("""
            usage: bwrap [OPTIONS...] [--] COMMAND [ARGS...]

                --help                       Print this help
                --gid GID                    Custom gid (requires --unshare-user or --userns)
                --overlay RWSRC WORKDIR DEST Mount overlayfs on DEST, see
                                             --overlay-src above
                --as-pid-1
            """),
        Is.EquivalentTo(new[] { "--help", "--gid", "--overlay", "--overlay-src", "--as-pid-1" }));

    [Test]
    public void One_that_lacks_what_every_plan_needs_is_not_available()
    {
        var report = Report("0.4.1", lacks: ["--perms", "--chmod"]);
        Assert.That(report.Available, Is.False);
        Assert.That(report.Missing.Single().Reason, Is.EqualTo("/usr/bin/bwrap is bubblewrap 0.4.1, which lacks --chmod, --perms"));
        Assert.That(report.Missing.Single().Remedy, Is.EqualTo("install version 0.5.0 or later"));
    }

    [TestCase("--overlay", "EphemeralRoot", "0.11.0")]
    [TestCase("--overlay-src", "EphemeralRoot", "0.11.0")]
    [TestCase("--size", "TmpfsSize", "0.7.0")]
    public void One_that_lacks_an_option_lacks_what_it_is_for_whatever_its_version(string option, string capability, string since)
    {
        var report = Report("0.10.0", lacks: [option]);
        Assert.That(report.Available);
        Assert.That(report.Offers, Is.EqualTo(All & ~Enum.Parse<SandboxCapabilities>(capability)));
        Assert.That(report.Missing.Single().Reason, Does.StartWith("/usr/bin/bwrap is bubblewrap 0.10.0, which mounts no"));
        Assert.That(report.Missing.Single().Remedy, Does.StartWith($"install version {since} or later"));
    }

    [Test]
    public void A_set_user_id_one_mounts_no_overlay_and_no_tmpfs_with_a_size()
    {
        var report = Report("0.12.0", isSetuid: true);
        Assert.That(report.Offers, Is.EqualTo(All & ~(SandboxCapabilities.EphemeralRoot | SandboxCapabilities.TmpfsSize)));
        Assert.That(report.Missing.Select(missing => missing.Reason), Is.All.Contain("set-user-id"));
    }

    [TestCase("0.12.0", false)]
    [TestCase("0.8.0", false, "CVE-2026-87766")]
    [TestCase("0.11.2", true, "CVE-2026-87766")]
    [TestCase("0.11.1", true, "CVE-2026-41163", "CVE-2026-87766")]
    public void Known_holes_are_warned_about(string version, bool isSetuid, params string[] warnings)
    {
        var report = Report(version, isSetuid);
        Assert.That(report.Available);
        Assert.That(report.Warnings, Has.Length.EqualTo(warnings.Length));
        Assert.That(report.Warnings.Zip(warnings), Has.All.Matches<(string Text, string Word)>(pair => pair.Text.Contains(pair.Word)));
    }

    [Test]
    public void Where_the_hosts_devices_could_be_changed_it_is_no_boundary()
    {
        var report = Report("0.12.0", canDevicesChange: true);
        Assert.That(report.Offers, Is.EqualTo(All & ~SandboxCapabilities.SecurityBoundary));
        Assert.That(report.Missing.Single().Capabilities, Is.EqualTo(SandboxCapabilities.SecurityBoundary));
        Assert.That(report.Missing.Single().Reason, Does.Contain("CAP_SYS_ADMIN"));
    }

    private static SandboxBackendReport Report(
        string version, bool isSetuid = false, bool canDevicesChange = false, params string[] lacks) =>
        BwrapOffer.Of(
            "bwrap",
            All,
            FoundBwrap.Of(new BwrapProgram("/usr/bin/bwrap", Version.Parse(version), isSetuid, [.. Options.Except(lacks)])),
            canDevicesChange);
}

using System.Text.RegularExpressions;
using Sandbox.Linux;
using Sandbox.Plans;
using Sandbox.Trees.Planning;

namespace Sandbox.Tests.Namespaces;

/// <summary>A tree of what is declared.</summary>
public sealed class HermeticTests
{
    private static SandboxSpec Bare { get; } = Planned.Spec with { Root = SandboxRoot.Hermetic(systemDirectories: false) };

    private static HostFacts Facts { get; } = Planned.Facts with { ScratchPath = "/scratch" };

    [Test]
    public void It_is_an_empty_tree_with_system_directories_and_a_home() => Assert.That(
        Planned.Tree(Planned.Spec with { Root = SandboxRoot.Hermetic() }, HostFiles.With("""
            /etc/java-17/security
            /etc/localtime -> /usr/share/zoneinfo/UTC
            /etc/shadow
            /lib/modules/
            /usr/local/bin/tool
            """)),
        Is.EqualTo("""
            fsmount: new root: an empty tmpfs
            mkdirat: /proc (mode 0755)
            fsmount: proc on /proc
            mkdirat: /dev (mode 0755)
            fsmount: tmpfs on /dev (mode 0755, 65536 bytes)
            mkdirat: /tmp (mode 0755)
            fsmount: tmpfs on /tmp (mode 1777)
            mkdirat: /usr (mode 0755)
            mkdirat: /usr/bin (mode 0755)
            move_mount: /usr/bin on /usr/bin [ReadOnly, NoSetuid, NoDevices]
            symlinkat: /bin -> usr/bin
            mkdirat: /lib (mode 0755)
            move_mount: /lib on /lib [ReadOnly, NoSetuid, NoDevices]
            mkdirat: /etc (mode 0755)
            openat: empty file /etc/hosts (mode 0644)
            move_mount: /etc/hosts on /etc/hosts [ReadOnly, NoSetuid, NoDevices]
            mkdirat: /etc/java-17 (mode 0755)
            move_mount: /etc/java-17 on /etc/java-17 [ReadOnly, NoSetuid, NoDevices]
            symlinkat: /etc/localtime -> /usr/share/zoneinfo/UTC
            openat: empty file /etc/passwd (mode 0644)
            move_mount: /etc/passwd on /etc/passwd [ReadOnly, NoSetuid, NoDevices]
            mkdirat: /home (mode 0755)
            mkdirat: /home/me (mode 0755)
            fsmount: tmpfs on /home/me (mode 0700)
            mount_setattr: /dev [ReadOnly]
            mount_setattr: / [ReadOnly]
            """));

    [Test]
    public void An_input_is_bound_read_only() => Assert.That(
        Added(["/opt/lib/", "/home/me/project/Makefile"], "/opt/lib/a.h"),
        Is.EqualTo("""
            mkdirat: /home/me/project (mode 0755)
            openat: empty file /home/me/project/Makefile (mode 0644)
            move_mount: /home/me/project/Makefile on /home/me/project/Makefile [ReadOnly, NoSetuid, NoDevices]
            mkdirat: /opt (mode 0755)
            mkdirat: /opt/lib (mode 0755)
            move_mount: /opt/lib on /opt/lib [ReadOnly, NoSetuid, NoDevices]
            """));

    [Test]
    public void A_link_is_made_anew_whether_it_leads_anywhere_or_not() => Assert.That(
        Added(["/opt/link", "/opt/dangling"], "/opt/link -> /etc/passwd\n/opt/dangling -> nowhere"),
        Is.EqualTo("""
            mkdirat: /opt (mode 0755)
            symlinkat: /opt/dangling -> nowhere
            symlinkat: /opt/link -> /etc/passwd
            """));

    [Test]
    public void What_is_declared_below_a_declared_link_is_where_the_link_leads() => Assert.That(
        Added(["/opt/link/file", "/opt/link"], "/opt/link -> /srv/real\n/srv/real/file"),
        Is.EqualTo("""
            mkdirat: /opt (mode 0755)
            symlinkat: /opt/link -> /srv/real
            mkdirat: /srv (mode 0755)
            mkdirat: /srv/real (mode 0755)
            openat: empty file /srv/real/file (mode 0644)
            move_mount: /srv/real/file on /srv/real/file [ReadOnly, NoSetuid, NoDevices]
            """));

    [Test]
    public void A_link_on_the_way_that_is_not_declared_is_a_directory() => Assert.That(
        Added(["/opt/link/file"], "/opt/link -> /srv/real\n/srv/real/file"),
        Is.EqualTo("""
            mkdirat: /opt (mode 0755)
            mkdirat: /opt/link (mode 0755)
            openat: empty file /opt/link/file (mode 0644)
            move_mount: /srv/real/file on /opt/link/file [ReadOnly, NoSetuid, NoDevices]
            """));

    [Test]
    public void What_a_declared_directory_shows_is_not_bound_again() =>
        Assert.That(Added(["/opt/lib/a.h", "/opt/lib", "/opt/lib"], "/opt/lib/a.h").Split('\n'), Has.Length.EqualTo(3));

    [Test]
    public void The_directory_of_an_output_is_one_on_disk() => Assert.That(
        Planned.Tree(Bare with { Outputs = ["/opt/out/b", "/opt/out/a", "/opt/out/sub/c"], Environment = SandboxEnvironment.Empty }, facts: Facts),
        Does.Contain("""
            mkdirat: /opt (mode 0755)
            mkdirat: /opt/out (mode 0755)
            move_mount: /scratch/output-0 on /opt/out [NoSetuid, NoDevices]
            mkdirat: /opt/out/sub (mode 0755)
            move_mount: /scratch/output-1 on /opt/out/sub [NoSetuid, NoDevices]
            """));

    [Test]
    public void A_declared_directory_stays_read_only_around_an_output() => Assert.That(
        Planned.Tree(
            Bare with { Inputs = ["/opt"], Outputs = ["/opt/in/made"], Environment = SandboxEnvironment.Empty },
            HostFiles.With("/opt/in/file\n/opt/in/made\n/opt/in/link -> file"),
            Facts),
        Does.Contain("""
            move_mount: /opt on /opt [ReadOnly, NoSetuid, NoDevices]
            move_mount: /scratch/output-0 on /opt/in [NoSetuid, NoDevices]
            openat: empty file /opt/in/file (mode 0644)
            move_mount: /opt/in/file on /opt/in/file [ReadOnly, NoSetuid, NoDevices]
            symlinkat: /opt/in/link -> file
            """));

    [TestCase("/usr/bin/x", "/usr/bin is the system's")]
    [TestCase("/etc/x", "/etc is the system's")]
    [TestCase("/proc/x", "/proc is the system's")]
    [TestCase("/dev/x", "/dev is the system's")]
    public void An_output_has_no_place_among_the_systems_files(string output, string problem) => Assert.That(
        Planned.Problem(Planned.Spec with { Root = SandboxRoot.Hermetic(), Outputs = [output] }, facts: Facts),
        Does.StartWith($"outputs[0]: {problem}"));

    [TestCase("/missing", "/missing does not exist")]
    [TestCase("/dev/kvm", "/dev/kvm is a device")]
    [TestCase("/etc/passwd/file", "/etc/passwd/file does not exist")]
    public void What_cannot_be_shown_is_an_error_that_names_it(string input, string problem) =>
        Assert.That(Planned.Problem(Bare with { Inputs = ["/etc/hosts", input] }), Does.StartWith($"inputs[1]: {problem}"));

    [TestCase("/")]
    [TestCase("/proc/self")]
    [TestCase("/dev/home")]
    [TestCase("/home/../me")]
    [TestCase("relative")]
    public void A_home_that_has_no_place_is_left_out(string home) => Assert.That(
        Planned.Setup(Bare with { Environment = SandboxEnvironment.Empty.With("HOME", home) }), Does.Not.Contain("mode 0700"));

    [Test]
    public void The_root_is_read_only_once_all_is_in_it() => Assert.That(
        Planned.Plan(Bare with { Mounts = [SandboxMount.Directory("/last")] }).Setup.OfType<SetAttributesStep>().Last().Target, Is.EqualTo("/"));

    [Test]
    public void The_manual_lists_what_is_shown_of_the_system()
    {
        var manual = File.ReadAllText(Path.Combine(TestRepository.Directory, "docs", "hermetic.md"));
        var start = manual.IndexOf("<!-- system -->", StringComparison.Ordinal);
        var end = manual.IndexOf("<!-- end of system -->", StringComparison.Ordinal);
        Assert.That(new[] { start, end }, Is.All.Positive, "the marks are missing");

        var listed = Regex.Matches(manual[start..end], "`(/[^`]+)`").Select(match => match.Groups[1].Value);

        Assert.That(listed, Is.EquivalentTo(SystemParts.Paths.Append(SystemParts.LeftOut)));
    }

    // The steps that the inputs add, in the order they are taken.
    private static string Added(string[] inputs, string files) =>
        string.Join('\n', Planned.Plan(SpecNormalizer.Normalize(Bare with { Inputs = [.. inputs] }), HostFiles.With(files)).Setup
            .Except(Planned.Plan(Bare, HostFiles.With(files)).Setup));
}

using Sandbox.Tests.Namespaces;

namespace Sandbox.Tests.Bwrap;

/// <summary>Covers of denied paths in bubblewrap's words.</summary>
public sealed class BwrapDeniedPathTests
{
    [Test]
    public void A_directory_is_covered_by_a_sealed_tmpfs_that_nobody_may_enter() => Assert.That(
        PlannedBwrap.Denies(DeniedPath.Block("/etc/ssl")),
        Is.EqualTo("--perms 0000 --tmpfs /etc/ssl\n--remount-ro /etc/ssl"));

    [Test]
    public void A_hidden_directory_is_empty() => Assert.That(
        PlannedBwrap.Denies(DeniedPath.Hide("/etc/ssl")),
        Is.EqualTo("--perms 0555 --tmpfs /etc/ssl\n--remount-ro /etc/ssl"));

    [Test]
    public void A_file_is_covered_by_an_empty_one() => Assert.That(
        PlannedBwrap.Denies(DeniedPath.Block("/etc/hosts"), DeniedPath.Hide("/etc/passwd")),
        Is.EqualTo("--perms 0000 --ro-bind-data <() /etc/hosts\n--perms 0444 --ro-bind-data <() /etc/passwd"));

    [Test]
    public void A_program_that_says_why_is_handed_over_as_a_file() => Assert.That(
        PlannedBwrap.Denies(DeniedPath.Message("/bin/sh")),
        Is.EqualTo("--perms 0555 --ro-bind-data <(a program that says 'sandbox: /bin/sh is not allowed here') /usr/bin/sh"));

    [Test]
    public void What_is_not_there_and_cannot_be_made_needs_no_cover() =>
        Assert.That(PlannedBwrap.Denies(DeniedPath.Block("/etc/missing")), Is.Empty);

    [Test]
    public void What_could_be_made_in_a_private_directory_is_covered_there() => Assert.That(
        PlannedBwrap.Denies(DeniedPath.Block("/tmp/missing")),
        Is.EqualTo("--perms 0000 --ro-bind-data <() /tmp/missing"));

    [Test]
    public void A_directory_above_that_could_be_renamed_is_mounted_on_itself_before_anything_in_it() => Assert.That(
        PlannedBwrap.Added(
            Planned.Spec with
            {
                Mounts = [SandboxMount.Tmpfs("/home/me/project/out/tmp")],
                Deny = [DeniedPath.Block("/home/me/project/out/secret/key")],
            },
            HostFiles.With("""
                /home/me/project/out/ mine
                /home/me/project/out/tmp/ mine
                /home/me/project/out/secret/ mine
                /home/me/project/out/secret/key mine
                """)),
        Is.EqualTo("""
            --bind /home/me/project/out /home/me/project/out
            --bind /home/me/project/out/secret /home/me/project/out/secret
            --perms 0755 --tmpfs /home/me/project/out/tmp
            --perms 0000 --ro-bind-data <() /home/me/project/out/secret/key
            """));

    [Test]
    public void A_directory_of_the_sandboxs_own_keeps_its_name_as_a_mount() => Assert.That(
        PlannedBwrap.Denies(DeniedPath.Block("/tmp/a/b")),
        Is.EqualTo("""
            --perms 0755 --dir /tmp/a
            --perms 0755 --tmpfs /tmp/a
            --perms 0000 --ro-bind-data <() /tmp/a/b
            """));

    [Test]
    public void In_a_limited_tmpfs_that_would_lift_the_limit() => Assert.That(
        PlannedBwrap.Problem(Planned.Spec with { Mounts = [SandboxMount.Tmpfs("/opt", 4096)], Deny = [DeniedPath.Block("/opt/a/b")] }),
        Does.StartWith("deny: bubblewrap cannot keep /opt/a from being renamed together with what is denied in it\n"));

    [Test]
    public void Files_of_proc_are_covered_as_what_they_are_on_the_host() => Assert.That(
        PlannedBwrap.Added(
            Planned.Spec with { Deny = [DeniedPath.Block("/proc/kcore"), DeniedPath.Block("/proc/sys"), DeniedPath.Block("/proc/none")] },
            HostFiles.With("/proc/kcore\n/proc/sys/")),
        Is.EqualTo("""
            --perms 0000 --ro-bind-data <() /proc/kcore
            --perms 0000 --tmpfs /proc/sys
            --remount-ro /proc/sys
            """));

    [Test]
    public void A_device_is_covered_like_a_file() => Assert.That(
        PlannedBwrap.Denies(DeniedPath.Block("/dev/tty")), Is.EqualTo("--perms 0000 --ro-bind-data <() /dev/tty"));
}

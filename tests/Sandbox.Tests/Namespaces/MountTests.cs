namespace Sandbox.Tests.Namespaces;

/// <summary>What each kind of mount becomes, on targets that are there.</summary>
public sealed class MountTests
{
    [Test]
    public void Each_kind_of_mount_is_one_step_on_an_existing_target() => Assert.That(
        Planned.Mounts(
            SandboxMount.Bind("/home/me", "/opt"),
            SandboxMount.ReadOnlyBind("/etc/hosts", "/etc/passwd"),
            SandboxMount.Tmpfs("/usr", 8192, (UnixFileMode)0b111_000_000),
            SandboxMount.Proc("/etc/ssl"),
            SandboxMount.File("/etc/passwd", "/etc/hosts"),
            SandboxMount.Directory("/etc")),
        Is.EqualTo("""
            fsmount: hidden tmpfs for masks and copies
            move_mount: /home/me on /opt [NoSetuid, NoDevices]
            move_mount: /etc/hosts on /etc/passwd [ReadOnly, NoSetuid, NoDevices]
            fsmount: tmpfs on /usr (mode 0700, 8192 bytes)
            fsmount: proc on /etc/ssl
            write: copy of /etc/passwd over /etc/hosts (mode 0644)
            """));

    [Test]
    public void Devices_are_let_in_only_where_they_are_asked_for_by_name() => Assert.That(
        Planned.Mounts(
            SandboxMount.Bind("/dev/kvm", "/etc/passwd"), SandboxMount.Bind("/dev", "/opt"), SandboxMount.Bind("/mine", "/usr")),
        Is.EqualTo("""
            move_mount: /dev/kvm on /etc/passwd [NoSetuid]
            move_mount: /dev on /opt [NoSetuid]
            move_mount: /dev on /usr [NoSetuid, NoDevices]
            """));

    [Test]
    public void A_second_dev_is_made_where_it_is_asked_for() => Assert.That(
        Planned.Mounts(SandboxMount.Dev("/opt")),
        Does.StartWith("fsmount: tmpfs on /opt (mode 0755, 65536 bytes)\nopenat: empty file /opt/null (mode 0644)\n")
            .And.Contain("move_mount: /dev/null on /opt/null [ReadOnly, NoSetuid, NoExecute]\n")
            .And.EndWith("\nmount_setattr: /opt [ReadOnly]"));

    [Test]
    public void The_same_target_twice_is_mounted_twice_so_that_the_last_one_covers_the_first() => Assert.That(
        Planned.Mounts(SandboxMount.Bind("/home/me", "/opt"), SandboxMount.Tmpfs("/opt")),
        Is.EqualTo("""
            move_mount: /home/me on /opt [NoSetuid, NoDevices]
            fsmount: tmpfs on /opt (mode 0755)
            """));

    [Test]
    public void A_covered_dev_is_not_made_readonly_in_the_place_of_what_covers_it() => Assert.That(
        Planned.Setup(Planned.Spec with { Mounts = [SandboxMount.Tmpfs("/dev")] }),
        Does.Contain("fsmount: tmpfs on /dev (mode 0755)\n").And.Not.Contain("mount_setattr: /dev"));

    [Test]
    public void A_missing_source_is_an_error_that_names_it() => Assert.That(
        Planned.Problem(Planned.Spec with { Mounts = [SandboxMount.Tmpfs("/opt"), SandboxMount.Bind("/gone", "/opt")] }),
        Does.StartWith("mounts[1].source: /gone does not exist or cannot be reached\nmake it, or"));

    [Test]
    public void A_missing_source_that_is_optional_makes_nothing() => Assert.That(
        Planned.Mounts(new BindMount { Source = "/gone", Target = "/nowhere/at/all", Optional = true }), Is.Empty);

    [Test]
    public void An_optional_source_that_is_there_is_bound() => Assert.That(
        Planned.Mounts(new BindMount { Source = "/home/me", Target = "/opt", Optional = true }),
        Is.EqualTo("move_mount: /home/me on /opt [NoSetuid, NoDevices], if there"));

    [Test]
    public void A_source_may_be_a_link_to_what_is_bound() => Assert.That(
        Planned.Mounts(SandboxMount.ReadOnlyBind("/bin", "/opt")),
        Is.EqualTo("move_mount: /usr/bin on /opt [ReadOnly, NoSetuid, NoDevices]"));

    [Test]
    public void A_directory_on_a_file_is_an_error() => Assert.That(
        Planned.Problem(Planned.Spec with { Mounts = [SandboxMount.Bind("/home/me", "/etc/passwd")] }),
        Does.StartWith("mounts[0].target: /etc/passwd is not a directory, and a directory is to be mounted on it\n"));

    [Test]
    public void A_file_on_a_directory_is_an_error() => Assert.That(
        Planned.Problem(Planned.Spec with { Mounts = [SandboxMount.Bind("/etc/hosts", "/opt")] }),
        Does.StartWith("mounts[0].target: /opt is a directory, and a file is to be mounted on it\n"));

    [Test]
    public void Only_a_regular_file_can_be_copied() => Assert.That(
        Planned.Problem(Planned.Spec with { Mounts = [SandboxMount.File("/etc", "/etc/hosts")] }),
        Does.StartWith("mounts[0].source: /etc is not a regular file\n"));

    [Test]
    public void A_file_copied_into_a_tmpfs_is_an_ordinary_file_there() => Assert.That(
        Planned.Mounts(SandboxMount.File("/etc/hosts", "/tmp/a/hosts", (UnixFileMode)0b110_000_000)),
        Is.EqualTo("""
            mkdirat: /tmp/a (mode 0755)
            write: copy of /etc/hosts as /tmp/a/hosts (mode 0600)
            """));

    [Test]
    public void A_mount_in_proc_is_left_to_the_kernel_to_check() => Assert.That(
        Planned.Mounts(SandboxMount.ReadOnlyBind("/etc/hosts", "/proc/sys/kernel/hostname")),
        Is.EqualTo("move_mount: /etc/hosts on /proc/sys/kernel/hostname [ReadOnly, NoSetuid, NoDevices]"));
}

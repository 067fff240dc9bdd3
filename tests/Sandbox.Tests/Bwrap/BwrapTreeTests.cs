using Sandbox.Tests.Namespaces;

namespace Sandbox.Tests.Bwrap;

/// <summary>What each part of a tree becomes in bubblewrap's words.</summary>
public sealed class BwrapTreeTests
{
    private static SandboxSpec Spec => Planned.Spec;

    [Test]
    public void The_default_is_the_host_read_only_with_private_directories() => Assert.That(
        PlannedBwrap.Tree(Spec),
        Is.EqualTo("""
            --ro-bind / /
            --bind /proc/self/fd/<(/home/me/project) /home/me/project
            --proc /proc
            --dev /dev
            --perms 1777 --tmpfs /dev/shm
            --perms 1777 --tmpfs /tmp
            --remount-ro /dev
            """));

    [Test]
    public void Roots_proc_is_read_only() =>
        Assert.That(PlannedBwrap.Tree(Spec, facts: Planned.RootFacts), Does.Contain("--proc /proc\n--remount-ro /proc\n"));

    [Test]
    public void The_hosts_root_keeps_its_devices() => Assert.That(
        PlannedBwrap.Tree(Spec with { Root = SandboxRoot.Host }), Is.EqualTo("--dev-bind / /\n--proc /proc"));

    [Test]
    public void A_terminal_is_the_console() => Assert.That(
        PlannedBwrap.Tree(Spec, facts: Planned.Facts with { Terminal = "/dev/pts/3" }),
        Does.Contain("--perms 1777 --tmpfs /dev/shm\n--dev-bind /dev/pts/3 /dev/console\n"));

    [Test]
    public void Each_kind_of_mount_is_an_option() => Assert.That(
        PlannedBwrap.Mounts(
            SandboxMount.Bind("/home/me", "/opt"),
            SandboxMount.ReadOnlyBind("/etc/hosts", "/etc/passwd"),
            SandboxMount.Bind("/dev/kvm", "/etc/hosts"),
            SandboxMount.Tmpfs("/usr", 8192, (UnixFileMode)0b111_000_000),
            SandboxMount.Proc("/etc/ssl"),
            SandboxMount.Directory("/tmp/made"),
            SandboxMount.Symlink("made", "/tmp/link"),
            SandboxMount.File("/etc/passwd", "/tmp/copy"),
            SandboxMount.File("/etc/passwd", "/etc/hosts")),
        Is.EqualTo("""
            --bind /home/me /opt
            --ro-bind /etc/hosts /etc/passwd
            --dev-bind /dev/kvm /etc/hosts
            --size 8192 --perms 0700 --tmpfs /usr
            --proc /etc/ssl
            --perms 0755 --dir /tmp/made
            --symlink made /tmp/link
            --perms 0644 --file <(/etc/passwd) /tmp/copy
            --perms 0644 --bind-data <(/etc/passwd) /etc/hosts
            """));

    [Test]
    public void A_missing_target_is_made_where_bubblewrap_mounts_on_it() => Assert.That(
        PlannedBwrap.Mounts(SandboxMount.Bind("/etc/hosts", "/tmp/a/b")),
        Is.EqualTo("--perms 0755 --dir /tmp/a\n--bind /etc/hosts /tmp/a/b"));

    [Test]
    public void A_bind_that_may_be_missing_may_be_missing_for_bubblewrap_too() => Assert.That(
        PlannedBwrap.Mounts(SandboxMount.Bind("/etc/hosts", "/opt/x") with { Optional = true }),
        Does.Contain("\n--bind-try /etc/hosts /opt/x\n"));

    [Test]
    public void A_directory_that_takes_entries_is_a_tmpfs_with_the_hosts_entries_bound() => Assert.That(
        PlannedBwrap.Added(Spec with { Mounts = [SandboxMount.Tmpfs("/etc/new")] }, HostFiles.With("/etc/a\n/etc/b/")),
        Is.EqualTo("""
            --perms 0755 --tmpfs /etc
            --ro-bind-try /etc/a /etc/a
            --ro-bind-try /etc/b /etc/b
            --ro-bind-try /etc/hosts /etc/hosts
            --symlink ../proc/self/mounts /etc/mtab
            --ro-bind-try /etc/passwd /etc/passwd
            --ro-bind-try /etc/ssl /etc/ssl
            --perms 0755 --dir /etc/new
            --perms 0755 --tmpfs /etc/new
            --remount-ro /etc
            """));

    [Test]
    public void What_was_mounted_in_such_a_directory_before_is_mounted_after_it() => Assert.That(
        PlannedBwrap.Mounts(SandboxMount.Bind("/home/me", "/etc/ssl"), SandboxMount.Directory("/etc/new")),
        Does.StartWith("--perms 0755 --tmpfs /etc\n").And.EndWith(
            "--ro-bind-try /etc/ssl /etc/ssl\n--bind /home/me /etc/ssl\n--perms 0755 --dir /etc/new\n--remount-ro /etc"));

    [Test]
    public void Entries_of_a_bind_are_bound_from_where_it_is_on_the_host() => Assert.That(
        PlannedBwrap.Tree(
            Spec with { Root = SandboxRoot.Directory("/srv/root"), Mounts = [SandboxMount.Directory("/etc/new")] },
            HostFiles.With("/srv/root/etc/a\n/srv/root/proc/\n/srv/root/dev/\n/srv/root/tmp/")),
        Does.StartWith("--ro-bind /srv/root /\n--perms 0755 --tmpfs /etc\n--ro-bind-try /srv/root/etc/a /etc/a\n--proc /proc"));

    [Test]
    public void A_root_that_takes_entries_has_the_mode_and_the_entries_of_the_hosts() => Assert.That(
        PlannedBwrap.Tree(
            Spec with { Root = SandboxRoot.Directory("/srv/root"), Mounts = [SandboxMount.Directory("/new")] },
            HostFiles.With("/srv/root/etc/a\n/srv/root/proc/\n/srv/root/dev/\n/srv/root/tmp/\n/srv/root/lib -> usr/lib")),
        Does.StartWith("""
            --chmod 0755 /
            --ro-bind-try /srv/root/dev /dev
            --ro-bind-try /srv/root/etc /etc
            --symlink usr/lib /lib
            --ro-bind-try /srv/root/proc /proc
            --ro-bind-try /srv/root/tmp /tmp
            --proc /proc
            """).And.EndWith("--perms 0755 --dir /new\n--remount-ro /dev\n--remount-ro /"));

    [Test]
    public void A_device_read_only_is_refused_by_its_mount() => Assert.That(
        PlannedBwrap.Problem(Spec with { Mounts = [SandboxMount.Tmpfs("/opt"), SandboxMount.ReadOnlyBind("/dev/kvm", "/opt/kvm")] }),
        Is.EqualTo("""
            mounts[1]: bubblewrap cannot bind /opt/kvm read-only and leave its devices usable
            bind it writable, or use namespaces
            """));

    [Test]
    public void A_root_that_is_the_hosts_under_layers_is_refused_by_that_and_not_by_a_mount() => Assert.That(
        PlannedBwrap.Problem(
            Spec with { Root = SandboxRoot.Host with { Ephemeral = true } }, facts: Planned.Facts with { ScratchPath = "/var/tmp/run" }),
        Does.StartWith("root.ephemeral: ").And.Contain("leave its devices usable").And.EndWith("or use namespaces"));

    [Test]
    public void Another_link_in_dev_than_bubblewraps_is_refused() => Assert.That(
        PlannedBwrap.Problem(Spec with { Mounts = [SandboxMount.Symlink("elsewhere", "/dev/fd")] }),
        Does.StartWith("mounts[0]: /dev/fd is not to be the usual one, and bubblewrap always makes that\n"));

    [Test]
    public void A_second_dev_is_made_where_it_is_asked_for() => Assert.That(
        PlannedBwrap.Mounts(SandboxMount.Dev("/opt")),
        Is.EqualTo("--dev /opt\n--perms 1777 --tmpfs /opt/shm\n--remount-ro /opt"));

    [Test]
    public void What_covers_dev_is_as_asked_for() => Assert.That(
        PlannedBwrap.Mounts(SandboxMount.Tmpfs("/dev"), SandboxMount.Symlink("/proc/self/fd", "/dev/fd")),
        Is.EqualTo("--perms 0755 --tmpfs /dev\n--symlink /proc/self/fd /dev/fd"));

    [Test]
    public void Without_proc_bubblewrap_could_not_start_the_command()
    {
        Assert.That(
            PlannedBwrap.Problem(Spec with { Mounts = [SandboxMount.Tmpfs("/proc")] }),
            Does.Contain("bubblewrap starts the command through /proc, and that is covered or elsewhere\n"));
        Assert.That(PlannedBwrap.Problem(Spec with { Deny = [DeniedPath.Block("/proc")] }), Does.StartWith("deny[0].path: bubblewrap starts"));
    }

    [Test]
    public void A_hermetic_tree_is_built_in_its_empty_root() => Assert.That(
        PlannedBwrap.Tree(Spec with
        {
            Root = SandboxRoot.Hermetic(systemDirectories: false),
            Environment = SandboxEnvironment.Empty,
            Inputs = ["/etc/passwd"],
        }),
        Is.EqualTo("""
            --perms 0755 --dir /proc
            --proc /proc
            --perms 0755 --dir /dev
            --dev /dev
            --perms 1777 --tmpfs /dev/shm
            --perms 0755 --dir /tmp
            --perms 1777 --tmpfs /tmp
            --perms 0755 --dir /etc
            --ro-bind /etc/passwd /etc/passwd
            --remount-ro /dev
            --remount-ro /
            """));
}

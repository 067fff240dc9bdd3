namespace Sandbox.Tests.Namespaces;

/// <summary>What the command sees as its root.</summary>
public sealed class RootTests
{
    [Test]
    public void The_default_plan_is_a_readonly_host_with_a_writable_working_directory() => Assert.That(
        Planned.Setup(Planned.Spec),
        Is.EqualTo("""
            write: "deny" to /proc/self/setgroups
            write: "1000 1000 1" to /proc/self/uid_map
            write: "100 100 1" to /proc/self/gid_map
            mount: make every mount private (MS_REC|MS_PRIVATE)
            mount_setattr: root: the namespace's own copy of / with its submounts [ReadOnly, NoSetuid, NoDevices]
            move_mount: /home/me/project on /home/me/project [NoSetuid, NoDevices]
            fsmount: proc on /proc
            fsmount: tmpfs on /dev (mode 0755, 65536 bytes)
            openat: empty file /dev/null (mode 0644)
            move_mount: /dev/null on /dev/null [ReadOnly, NoSetuid, NoExecute]
            openat: empty file /dev/zero (mode 0644)
            move_mount: /dev/zero on /dev/zero [ReadOnly, NoSetuid, NoExecute]
            openat: empty file /dev/full (mode 0644)
            move_mount: /dev/full on /dev/full [ReadOnly, NoSetuid, NoExecute]
            openat: empty file /dev/random (mode 0644)
            move_mount: /dev/random on /dev/random [ReadOnly, NoSetuid, NoExecute]
            openat: empty file /dev/urandom (mode 0644)
            move_mount: /dev/urandom on /dev/urandom [ReadOnly, NoSetuid, NoExecute]
            openat: empty file /dev/tty (mode 0644)
            move_mount: /dev/tty on /dev/tty [ReadOnly, NoSetuid, NoExecute]
            symlinkat: /dev/fd -> /proc/self/fd
            symlinkat: /dev/stdin -> /proc/self/fd/0
            symlinkat: /dev/stdout -> /proc/self/fd/1
            symlinkat: /dev/stderr -> /proc/self/fd/2
            symlinkat: /dev/core -> /proc/kcore
            symlinkat: /dev/ptmx -> pts/ptmx
            mkdirat: /dev/pts (mode 0755)
            fsmount: devpts on /dev/pts
            mkdirat: /dev/shm (mode 0755)
            fsmount: tmpfs on /dev/shm (mode 1777)
            fsmount: tmpfs on /tmp (mode 1777)
            mount_setattr: /dev [ReadOnly]
            ioctl: bring lo up (SIOCSIFFLAGS)
            prctl: the init cannot be traced (PR_SET_DUMPABLE 0)
            prctl: no new privileges (PR_SET_NO_NEW_PRIVS)
            capset: drop every capability
            """));

    [Test]
    public void The_host_root_is_the_host_with_its_own_proc() => Assert.That(
        Planned.Tree(Planned.Spec with { Root = SandboxRoot.Host }),
        Is.EqualTo("""
            mount_setattr: root: the namespace's own copy of / with its submounts [NoSetuid]
            fsmount: proc on /proc
            """));

    [Test]
    public void Where_something_hides_below_the_root_it_is_a_copy_that_is_pivoted_to() => Assert.That(
        Planned.Setup(Planned.Spec with { Deny = [DeniedPath.Block("/etc/shadow")] }),
        Does.Contain("""
            fsmount: hidden tmpfs for masks and copies
            open_tree: new root: / with its submounts [ReadOnly, NoSetuid, NoDevices]
            """).And.Contain("pivot_root: enter the new root, detach the host's tree"));

    [Test]
    public void Proc_is_readonly_for_the_hosts_root_unless_the_whole_tree_is_writable()
    {
        Assert.That(Planned.Tree(Planned.Spec, facts: Planned.RootFacts), Does.Contain("proc on /proc (read-only)"));
        Assert.That(
            Planned.Tree(Planned.Spec with { Root = SandboxRoot.Host }, facts: Planned.RootFacts),
            Does.Not.Contain("read-only"));
    }

    [Test]
    public void The_working_directory_can_be_readonly_too() => Assert.That(
        Planned.Tree(Planned.Spec with { Root = new ReadOnlyHostRoot { WritableWorkingDirectory = false } }),
        Does.Not.Contain("/home/me"));

    [TestCase("/")]
    [TestCase("/proc")]
    [TestCase("/proc/1")]
    [TestCase("/dev")]
    [TestCase("/dev/pts")]
    [TestCase("/missing")]
    public void A_working_directory_that_is_not_the_hosts_own_is_not_bound(string directory) => Assert.That(
        Planned.Setup(Planned.Spec with { WorkingDirectory = directory }, HostFiles.With("/proc/1/")),
        Does.Not.Contain($"{directory} on {directory} [NoSetuid, NoDevices]"));

    [Test]
    public void A_working_directory_below_tmp_is_put_into_the_private_tmp() => Assert.That(
        Planned.Tree(Planned.Spec, HostFiles.With("/tmp/a/b/"), Planned.Facts with { CurrentDirectory = "/tmp/a/b" }),
        Is.EqualTo("""
            mount_setattr: root: the namespace's own copy of / with its submounts [ReadOnly, NoSetuid, NoDevices]
            fsmount: proc on /proc
            fsmount: tmpfs on /dev (mode 0755, 65536 bytes)
            fsmount: tmpfs on /tmp (mode 1777)
            mkdirat: /tmp/a (mode 0755)
            mkdirat: /tmp/a/b (mode 0755)
            move_mount: /tmp/a/b on /tmp/a/b [NoSetuid, NoDevices]
            mount_setattr: /dev [ReadOnly]
            """));

    [TestCase("/tmp")]
    [TestCase("/dev/shm")]
    public void A_working_directory_in_place_of_a_private_directory_is_writable(string directory) => Assert.That(
        Planned.Setup(Planned.Spec with { WorkingDirectory = directory }),
        Does.Match($@"tmpfs on {directory} [^$]*\nmove_mount: {directory} on {directory} \[NoSetuid, NoDevices\]\n"));

    [TestCase("/sys/kernel")]
    [TestCase("/proc/sys")]
    public void A_working_directory_of_the_kernels_settings_is_not_writable(string directory) => Assert.That(
        Planned.Tree(Planned.Spec, HostFiles.With(directory + "/"), Planned.Facts with { CurrentDirectory = directory }),
        Does.Not.Contain(directory));

    [Test]
    public void A_working_directory_that_holds_the_real_tmp_does_not_uncover_it() => Assert.That(
        Planned.Tree(
            Planned.Spec,
            HostFiles.With("/tmp -> var/tmp\n/var/tmp/ shared\n/var/ mine"),
            Planned.Facts with { CurrentDirectory = "/var" }),
        Does.Match(@"move_mount: /var on /var [^$]*\nfsmount: tmpfs on /var/tmp "));

    [Test]
    public void A_working_directory_named_through_a_link_is_bound_where_it_really_is() => Assert.That(
        Planned.Tree(Planned.Spec with { WorkingDirectory = "/work" }, HostFiles.With("/work -> home/me/project")),
        Does.Contain("move_mount: /home/me/project on /home/me/project [NoSetuid, NoDevices]"));

    [Test]
    public void The_callers_terminal_is_the_console_only_when_a_stream_is_inherited()
    {
        var facts = Planned.Facts with { Terminal = "/dev/pts/3" };
        Assert.That(
            Planned.Setup(Planned.Spec, facts: facts),
            Does.Contain("move_mount: /dev/pts/3 on /dev/console [ReadOnly, NoSetuid, NoExecute]"));
        Assert.That(
            Planned.Setup(Planned.Spec with { Stdio = SandboxStdio.Captured }, facts: facts),
            Does.Not.Contain("console"));
    }

    [Test]
    public void A_device_the_host_lacks_is_left_out() => Assert.That(
        Planned.Setup(Planned.Spec, HostFiles.Only("/dev/null device\n/proc/\n/tmp/")),
        Does.Contain("/dev/null").And.Not.Contain("/dev/full"));
}

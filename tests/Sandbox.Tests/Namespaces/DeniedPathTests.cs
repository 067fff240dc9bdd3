namespace Sandbox.Tests.Namespaces;

/// <summary>Denied paths: covered where they are, and not to be made where they are not.</summary>
public sealed class DeniedPathTests
{
    [Test]
    public void What_is_there_is_covered_after_every_mount() => Assert.That(
        Planned.Added(Planned.Spec with
        {
            Mounts = [SandboxMount.Bind("/home/me", "/opt")],
            Deny = [DeniedPath.Block("/etc/ssl"), DeniedPath.Hide("/opt/notes")],
        }),
        Is.EqualTo("""
            fsmount: hidden tmpfs for masks and copies
            move_mount: /home/me on /opt [NoSetuid, NoDevices]
            move_mount: inaccessible cover on /etc/ssl
            move_mount: empty cover on /opt/notes
            move_mount: empty cover on /home/me/notes
            """));

    [Test]
    public void What_a_link_points_to_is_denied() => Assert.That(
        Planned.Added(
            Planned.Spec with { Deny = [DeniedPath.Block("/link")] }, HostFiles.With("/link -> etc/passwd")),
        Does.EndWith("move_mount: inaccessible cover on /etc/passwd"));

    [Test]
    public void What_is_missing_in_a_readonly_directory_cannot_be_made_and_is_covered_if_it_appears() => Assert.That(
        Planned.Denies(DeniedPath.Block("/etc/shadow"), DeniedPath.Block("/etc/passwd/x"), DeniedPath.Block("/dev/new")),
        Does.EndWith("""
            move_mount: inaccessible cover on /etc/shadow, if there
            move_mount: inaccessible cover on /etc/passwd/x, if there
            move_mount: inaccessible cover on /dev/new, if there
            """));

    [Test]
    public void What_a_link_reaches_only_through_a_missing_directory_is_denied_if_it_appears()
    {
        var spec = Planned.Spec with { Deny = [DeniedPath.Block("/link")] };
        Assert.That(
            Planned.Added(spec, HostFiles.With("/link -> /etc/gone/../hosts")),
            Does.EndWith("inaccessible cover on /link, if there"));
        Assert.That(
            Planned.Problem(spec, HostFiles.With("/link -> /tmp/gone/../hosts")), Does.Contain("/tmp is writable"));
    }

    [Test]
    public void What_is_missing_in_a_tmpfs_is_made_there_and_covered() => Assert.That(
        Planned.Denies(DeniedPath.Block("/tmp/a/b")),
        Does.EndWith("""
            mkdirat: /tmp/a (mode 0755)
            openat: empty file /tmp/a/b (mode 0644)
            move_mount: /tmp/a on itself, so that it keeps its name
            move_mount: inaccessible cover on /tmp/a/b
            """));

    [Test]
    public void What_is_missing_in_a_writable_directory_of_the_host_cannot_be_denied() => Assert.That(
        Planned.Problem(Planned.Spec with { Deny = [DeniedPath.Block("/home/me/project/.env")] }),
        Is.EqualTo("""
            deny[0].path: /home/me/project/.env does not exist, and could be made: /home/me/project is writable
            make it on the host first, or deny a directory above
            """));

    [Test]
    public void A_path_below_a_file_that_could_be_replaced_cannot_be_denied() => Assert.That(
        Planned.Problem(Planned.Spec with { Deny = [DeniedPath.Block("/home/me/project/Makefile/x")] }),
        Does.StartWith("deny[0].path: /home/me/project/Makefile/x does not exist, and could be made:"));

    [Test]
    public void Whether_a_path_could_be_made_depends_on_the_caller()
    {
        var spec = Planned.Spec with { Root = SandboxRoot.Host, Deny = [DeniedPath.Block("/etc/new")] };
        Assert.That(Planned.Added(spec), Does.EndWith("inaccessible cover on /etc/new, if there"));
        Assert.That(Planned.Problem(spec, facts: Planned.RootFacts), Does.Contain("/etc is writable"));
        Assert.That(
            Planned.Problem(spec with { Deny = [DeniedPath.Block("/tmp/new")] }), Does.Contain("/tmp is writable"));
    }

    [Test]
    public void What_is_bound_in_a_second_place_is_denied_there_too() => Assert.That(
        Planned.Added(
            Planned.Spec with
            {
                Mounts = [SandboxMount.ReadOnlyBind("/usr/bin", "/opt"), SandboxMount.Bind("/home/me", "/tmp/a"), SandboxMount.Bind("/home/me/notes", "/tmp/b")],
                Deny = [DeniedPath.Message("/bin/cc"), DeniedPath.Block("/tmp/b")],
            },
            HostFiles.With("/usr/bin/cc -> gcc-12\n/usr/bin/gcc-12")),
        Does.EndWith("""
            move_mount: inaccessible cover on /tmp/b
            move_mount: inaccessible cover on /tmp/a/notes
            move_mount: inaccessible cover on /home/me/notes
            move_mount: a program that says 'sandbox: /bin/cc is not allowed here' over /usr/bin/gcc-12 (mode 0555)
            move_mount: a program that says 'sandbox: /bin/cc is not allowed here' over /opt/gcc-12 (mode 0555)
            """));

    [Test]
    public void What_covers_a_second_place_is_not_covered() => Assert.That(
        Planned.Added(Planned.Spec with
        {
            Mounts = [SandboxMount.ReadOnlyBind("/etc", "/opt"), SandboxMount.Tmpfs("/opt/ssl"), SandboxMount.Bind("/etc/passwd", "/opt/hosts")],
            Deny = [DeniedPath.Block("/etc/ssl"), DeniedPath.Block("/etc/hosts")],
        }),
        Does.EndWith("""
            move_mount: inaccessible cover on /etc/ssl
            move_mount: inaccessible cover on /etc/hosts
            """));

    [Test]
    public void What_is_missing_cannot_be_made_through_a_second_place_either()
    {
        var spec = Planned.Spec with { Mounts = [SandboxMount.Bind("/home/me", "/tmp/a")], Deny = [DeniedPath.Block("/home/me/new/file")] };

        Assert.That(
            Planned.Problem(spec),
            Does.StartWith("deny[0].path: /home/me/new/file does not exist, and could be made: /tmp/a is writable"));
        Assert.That(
            Planned.Added(spec with { Mounts = [SandboxMount.ReadOnlyBind("/home/me", "/tmp/a")] }),
            Does.EndWith("""
                move_mount: inaccessible cover on /home/me/new/file, if there
                move_mount: inaccessible cover on /tmp/a/new/file, if there
                """));
        Assert.That(
            Planned.Problem(spec with { Deny = [DeniedPath.Block("/home/me/notes/x")] }),
            Does.Contain("/tmp/a is writable"));
    }

    [Test]
    public void A_path_below_a_denied_one_is_denied_with_it() => Assert.That(
        Planned.Denies(DeniedPath.Block("/etc"), DeniedPath.Block("/etc/ssl"), DeniedPath.Block("/etc")),
        Does.EndWith("copies\nmove_mount: inaccessible cover on /etc"));

    [Test]
    public void A_program_that_says_why_stands_in_for_a_file_but_not_for_a_directory() => Assert.That(
        Planned.Denies(DeniedPath.Message("/bin/sh", "ask first"), DeniedPath.Message("/etc/ssl"), DeniedPath.Message("/etc/missing")),
        Does.EndWith("""
            move_mount: a program that says 'sandbox: /bin/sh is not allowed here: ask first' over /usr/bin/sh (mode 0555)
            move_mount: inaccessible cover on /etc/ssl
            """));

    [Test]
    public void The_stronger_mode_counts_where_two_paths_lead_to_one_file() => Assert.That(
        Planned.Denies(DeniedPath.Message("/usr/bin/*"), DeniedPath.Hide("/etc/hosts"), DeniedPath.Block("/bin/sh"), DeniedPath.Message("/etc/hosts")),
        Does.EndWith("""
            move_mount: inaccessible cover on /usr/bin/sh
            move_mount: empty cover on /etc/hosts
            """));

    [Test]
    public void A_path_in_proc_is_covered_if_it_is_there() => Assert.That(
        Planned.Denies(DeniedPath.Block("/proc/kcore"), DeniedPath.Hide("/proc/version")),
        Does.EndWith("""
            move_mount: inaccessible cover on /proc/kcore, if there
            move_mount: empty cover on /proc/version, if there
            """));

    [Test]
    public void A_directory_above_that_could_be_renamed_keeps_its_name() => Assert.That(
        Planned.Added(
            Planned.Spec with
            {
                Deny = [DeniedPath.Block("/home/me/project/.git/hooks"), DeniedPath.Block("/home/me/project/.git/config"), DeniedPath.Block("/tmp/a/b")],
            },
            HostFiles.With("/home/me/project/.git/ mine\n/home/me/project/.git/hooks/ mine\n/home/me/project/.git/config mine")),
        Does.EndWith("""
            move_mount: /home/me/project/.git on itself, so that it keeps its name
            move_mount: inaccessible cover on /home/me/project/.git/hooks
            move_mount: inaccessible cover on /home/me/project/.git/config
            mkdirat: /tmp/a (mode 0755)
            openat: empty file /tmp/a/b (mode 0644)
            move_mount: /tmp/a on itself, so that it keeps its name
            move_mount: inaccessible cover on /tmp/a/b
            """));

    [TestCase("/proc/self/environ")]
    [TestCase("/proc/1/environ")]
    [TestCase("/proc/net/tcp")]
    [TestCase("/proc/mounts")]
    [TestCase("/etc/mtab")]
    [TestCase("/dev/stdin")]
    [TestCase("/dev/pts/0")]
    public void A_path_of_one_process_or_terminal_cannot_be_denied(string path) => Assert.That(
        Planned.Problem(Planned.Spec with { Deny = [DeniedPath.Block(path)] }),
        Does.StartWith($"deny[0].path: {path} leads to ").And.Contain("differs for each process or comes and goes"));

    [TestCase("/home/me")]
    [TestCase("/home/me/project")]
    [TestCase("/home/m?")]
    public void The_working_directory_cannot_be_denied(string path) => Assert.That(
        Planned.Problem(Planned.Spec with { Deny = [DeniedPath.Block(path)] }),
        Does.StartWith("workingDirectory: the command would start in /home/me/project, and /home/me"));

    [Test]
    public void The_root_cannot_be_denied_through_a_link() => Assert.That(
        Planned.Problem(Planned.Spec with { Deny = [DeniedPath.Block("/self")] }, HostFiles.With("/self -> .")),
        Does.StartWith("deny[0].path: /self is the sandbox's root\n"));

    [Test]
    public void Links_in_a_circle_cannot_be_denied() => Assert.That(
        Planned.Problem(
            Planned.Spec with { Deny = [DeniedPath.Block("/a")] }, HostFiles.With("/a -> b\n/b -> a")),
        Does.StartWith("deny[0].path: /a leads through too many symbolic links\n"));
}

namespace Sandbox.Tests.Namespaces;

/// <summary>Where a mount goes when its target is a link or missing; nothing is ever made on the host.</summary>
public sealed class MountTargetTests
{
    [Test]
    public void A_missing_target_in_a_readonly_directory_is_made_in_a_mirror_of_it() => Assert.That(
        Planned.Mounts(SandboxMount.Bind("/home/me", "/opt/new/deep"), SandboxMount.Bind("/etc/hosts", "/opt/file")),
        Is.EqualTo("""
            open_tree: tmpfs on /opt with every entry of it bound
            mkdirat: /opt/new (mode 0755)
            mkdirat: /opt/new/deep (mode 0755)
            move_mount: /home/me on /opt/new/deep [NoSetuid, NoDevices]
            openat: empty file /opt/file (mode 0644)
            move_mount: /etc/hosts on /opt/file [NoSetuid, NoDevices]
            mount_setattr: /opt [ReadOnly]
            """));

    [Test]
    public void A_missing_target_in_the_root_makes_the_root_a_mirror() => Assert.That(
        Planned.Tree(Planned.Spec with { Mounts = [SandboxMount.Tmpfs("/new")] }),
        Does.StartWith(
            "open_tree: new root: a tmpfs with every entry of / bound [ReadOnly, NoSetuid, NoDevices]\n")
            .And.EndWith("""
            mkdirat: /new (mode 0755)
            fsmount: tmpfs on /new (mode 0755)
            mount_setattr: /dev [ReadOnly]
            mount_setattr: / [ReadOnly]
            """));

    [Test]
    public void A_missing_target_in_a_readonly_bind_is_made_in_a_mirror_of_it() => Assert.That(
        Planned.Mounts(SandboxMount.ReadOnlyBind("/home/me", "/opt"), SandboxMount.Tmpfs("/opt/project/out")),
        Is.EqualTo("""
            move_mount: /home/me on /opt [ReadOnly, NoSetuid, NoDevices]
            open_tree: tmpfs on /opt/project with every entry of it bound
            mkdirat: /opt/project/out (mode 0755)
            fsmount: tmpfs on /opt/project/out (mode 0755)
            mount_setattr: /opt/project [ReadOnly]
            """));

    [Test]
    public void A_mirror_that_a_later_mount_covers_is_not_made_readonly_in_its_place() => Assert.That(
        Planned.Mounts(SandboxMount.Tmpfs("/opt/new"), SandboxMount.Tmpfs("/opt")),
        Does.EndWith("fsmount: tmpfs on /opt (mode 0755)"));

    [Test]
    public void A_missing_target_in_a_tmpfs_is_made_there() => Assert.That(
        Planned.Mounts(SandboxMount.Tmpfs("/opt"), SandboxMount.Bind("/home/me", "/opt/a/b"), SandboxMount.Directory("/tmp/d")),
        Is.EqualTo("""
            fsmount: tmpfs on /opt (mode 0755)
            mkdirat: /opt/a (mode 0755)
            mkdirat: /opt/a/b (mode 0755)
            move_mount: /home/me on /opt/a/b [NoSetuid, NoDevices]
            mkdirat: /tmp/d (mode 0755)
            """));

    [Test]
    public void A_missing_target_that_would_be_made_on_the_host_is_an_error() => Assert.That(
        Planned.Problem(Planned.Spec with { Mounts = [SandboxMount.Tmpfs("/home/me/project/out/tmp")] }),
        Is.EqualTo("""
            mounts[0].target: /home/me/project/out/tmp does not exist, and making it would make it on the host: its directory is writable there
            make /home/me/project/out/tmp on the host first
            """));

    [Test]
    public void The_hint_names_the_path_on_the_host() => Assert.That(
        Planned.Problem(Planned.Spec with { Mounts = [SandboxMount.Bind("/home/me", "/opt"), SandboxMount.Tmpfs("/opt/out")] }),
        Does.EndWith("\nmake /home/me/out on the host first"));

    [Test]
    public void In_the_host_root_a_directory_the_caller_cannot_write_is_mirrored()
    {
        var spec = Planned.Spec with { Root = SandboxRoot.Host, Mounts = [SandboxMount.Tmpfs("/opt/new")] };
        Assert.That(Planned.Tree(spec), Does.Contain("open_tree: tmpfs on /opt with every entry of it bound\n"));
        Assert.That(Planned.Problem(spec, facts: Planned.RootFacts), Does.Contain("make /opt/new on the host first"));
    }

    [Test]
    public void A_target_is_named_by_where_its_links_lead() => Assert.That(
        Planned.Added(
            Planned.Spec with { Mounts = [SandboxMount.Tmpfs("/bin"), SandboxMount.Tmpfs("/a/b/ssl")] },
            HostFiles.With("/a/b -> ../etc")),
        Is.EqualTo("""
            fsmount: tmpfs on /usr/bin (mode 0755)
            fsmount: tmpfs on /etc/ssl (mode 0755)
            """));

    [Test]
    public void A_link_in_a_bind_leads_inside_the_sandbox_and_never_above_its_root() => Assert.That(
        Planned.Added(
            Planned.Spec with
            {
                Mounts =
                [
                    SandboxMount.Bind("/home/me/project", "/opt"),
                    SandboxMount.Tmpfs("/opt/up"),
                    SandboxMount.Tmpfs("/opt/absolute"),
                ],
            },
            HostFiles.With("/home/me/project/up -> ../../../../etc/ssl\n/home/me/project/absolute -> /usr")),
        Is.EqualTo("""
            move_mount: /home/me/project on /opt [NoSetuid, NoDevices]
            fsmount: tmpfs on /etc/ssl (mode 0755)
            fsmount: tmpfs on /usr (mode 0755)
            """));

    [Test]
    public void A_link_to_nothing_is_followed_to_where_the_target_is_made() => Assert.That(
        Planned.Added(
            Planned.Spec with { Mounts = [SandboxMount.File("/etc/passwd", "/etc/resolv.conf")] },
            HostFiles.With("/etc/resolv.conf -> /run/resolve/conf\n/run/")),
        Does.Contain("""
            open_tree: tmpfs on /run with every entry of it bound
            mkdirat: /run/resolve (mode 0755)
            openat: empty file /run/resolve/conf (mode 0644)
            write: copy of /etc/passwd over /run/resolve/conf (mode 0644)
            """));

    [Test]
    public void Links_in_a_circle_are_an_error() => Assert.That(
        Planned.Problem(
            Planned.Spec with { Mounts = [SandboxMount.Tmpfs("/a/x")] }, HostFiles.With("/a -> b\n/b -> a")),
        Does.StartWith("mounts[0].target: /a/x leads through too many symbolic links\n"));

    [Test]
    public void A_target_below_a_file_is_an_error() => Assert.That(
        Planned.Problem(Planned.Spec with { Mounts = [SandboxMount.Tmpfs("/etc/passwd/x")] }),
        Does.StartWith("mounts[0].target: /etc/passwd/x cannot be made: /etc/passwd is not a directory\n"));

    [Test]
    public void A_link_that_leads_back_through_a_missing_directory_is_an_error() => Assert.That(
        Planned.Problem(
            Planned.Spec with { Mounts = [SandboxMount.Tmpfs("/l")] }, HostFiles.With("/l -> gone/../etc")),
        Does.StartWith("mounts[0].target: /l leads through"));
}

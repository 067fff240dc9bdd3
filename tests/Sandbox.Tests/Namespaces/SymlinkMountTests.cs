namespace Sandbox.Tests.Namespaces;

/// <summary>Symbolic links made for the sandbox, also in the place of something else.</summary>
public sealed class SymlinkMountTests
{
    [Test]
    public void A_link_is_made_where_nothing_is() => Assert.That(
        Planned.Mounts(SandboxMount.Symlink("../x", "/tmp/a/link")),
        Is.EqualTo("""
            mkdirat: /tmp/a (mode 0755)
            symlinkat: /tmp/a/link -> ../x
            """));

    [Test]
    public void A_link_takes_the_place_of_what_the_host_has() => Assert.That(
        Planned.Mounts(SandboxMount.Symlink("/tmp", "/etc/ssl"), SandboxMount.Symlink("hosts", "/etc/passwd")),
        Is.EqualTo("""
            open_tree: tmpfs on /etc with every entry of it bound, without ssl, passwd
            symlinkat: /etc/ssl -> /tmp
            symlinkat: /etc/passwd -> hosts
            mount_setattr: /etc [ReadOnly]
            """));

    [Test]
    public void A_link_takes_the_place_of_an_entry_of_the_root() => Assert.That(
        Planned.Tree(Planned.Spec with { Mounts = [SandboxMount.Symlink("usr/sbin", "/bin")] }),
        Does.StartWith("open_tree: new root: a tmpfs with every entry of / bound [ReadOnly, NoSetuid, NoDevices], without bin\n")
            .And.Contain("symlinkat: /bin -> usr/sbin\n"));

    [Test]
    public void Of_two_links_in_one_place_the_last_is_made() => Assert.That(
        Planned.Mounts(SandboxMount.Symlink("/a", "/tmp/l"), SandboxMount.Symlink("/b", "/tmp/l")),
        Is.EqualTo("symlinkat: /tmp/l -> /b"));

    [Test]
    public void Later_targets_follow_the_link() => Assert.That(
        Planned.Mounts(SandboxMount.Symlink("/opt", "/tmp/l"), SandboxMount.Tmpfs("/tmp/l")),
        Is.EqualTo("""
            symlinkat: /tmp/l -> /opt
            fsmount: tmpfs on /opt (mode 0755)
            """));

    [Test]
    public void A_link_cannot_take_the_place_of_a_mount() => Assert.That(
        Planned.Problem(Planned.Spec with { Mounts = [SandboxMount.Symlink("/opt", "/tmp")] }),
        Does.StartWith("mounts[0].target: /tmp is there already, made or mounted for the sandbox itself;"));

    [Test]
    public void A_link_cannot_take_the_place_of_a_directory_that_holds_a_mount() => Assert.That(
        Planned.Problem(Planned.Spec with { Mounts = [SandboxMount.Symlink("/opt", "/home")] }),
        Does.StartWith("mounts[0].target: /home is there already, made or mounted for the sandbox itself;"));

    [Test]
    public void A_link_cannot_take_the_place_of_a_file_that_is_writable_on_the_host() => Assert.That(
        Planned.Problem(Planned.Spec with { Mounts = [SandboxMount.Symlink("/opt", "/home/me/project/Makefile")] }),
        Does.StartWith("mounts[0].target: /home/me/project/Makefile is there already, in a directory that is writable on the host;"));
}

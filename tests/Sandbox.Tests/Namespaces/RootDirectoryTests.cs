namespace Sandbox.Tests.Namespaces;

/// <summary>A directory of the host as the root.</summary>
public sealed class RootDirectoryTests
{
    private const string Tree = """
        /images/one/dev/
        /images/one/proc/
        /images/one/tmp/
        /images/one/srv/data/
        /images/one/srv/log -> data
        /images/bare/bin/
        """;

    [Test]
    public void A_directory_is_readonly_with_its_own_proc_dev_and_tmp() => Assert.That(
        Planned.Tree(With("/images/one"), HostFiles.With(Tree)),
        Is.EqualTo("""
            open_tree: new root: /images/one with its submounts [ReadOnly, NoSetuid, NoDevices]
            fsmount: proc on /proc
            fsmount: tmpfs on /dev (mode 0755, 65536 bytes)
            fsmount: tmpfs on /tmp (mode 1777)
            mount_setattr: /dev [ReadOnly]
            """));

    [Test]
    public void Missing_directories_for_proc_dev_and_tmp_are_made_in_a_mirror() => Assert.That(
        Planned.Tree(With("/images/bare"), HostFiles.With(Tree)),
        Is.EqualTo("""
            open_tree: new root: a tmpfs with every entry of /images/bare bound [ReadOnly, NoSetuid, NoDevices]
            mkdirat: /proc (mode 0755)
            fsmount: proc on /proc
            mkdirat: /dev (mode 0755)
            fsmount: tmpfs on /dev (mode 0755, 65536 bytes)
            mkdirat: /tmp (mode 0755)
            fsmount: tmpfs on /tmp (mode 1777)
            mount_setattr: / [ReadOnly]
            mount_setattr: /dev [ReadOnly]
            """));

    [Test]
    public void In_a_directory_that_is_writable_as_a_whole_missing_directories_are_made() => Assert.That(
        Planned.Plan(With("/images/bare", WritablePaths.All), HostFiles.With($"{Tree}\n/images/bare/ mine")).Setup,
        Has.Some.EqualTo(new Plans.MakeDirectoryStep("/proc", DirectoryMount.DefaultMode, InRootDirectory: true)));

    [Test]
    public void In_a_writable_directory_that_is_anothers_missing_directories_are_made_in_a_mirror() => Assert.That(
        Planned.Tree(With("/images/bare", WritablePaths.All), HostFiles.With(Tree)),
        Does.StartWith("open_tree: new root: a tmpfs with every entry of /images/bare bound [NoSetuid, NoDevices]\n"));

    [Test]
    public void Writable_paths_are_bound_before_anything_else_so_that_they_cover_nothing() => Assert.That(
        Planned.Tree(With("/images/one", WritablePaths.Only("/srv/log", "/srv/data", "/tmp")), HostFiles.With(Tree)),
        Is.EqualTo("""
            open_tree: new root: /images/one with its submounts [ReadOnly, NoSetuid, NoDevices]
            move_mount: /images/one/srv/data on /srv/data [NoSetuid, NoDevices]
            move_mount: /images/one/tmp on /tmp [NoSetuid, NoDevices]
            fsmount: proc on /proc
            fsmount: tmpfs on /dev (mode 0755, 65536 bytes)
            fsmount: tmpfs on /tmp (mode 1777)
            mount_setattr: /dev [ReadOnly]
            """));

    [Test]
    public void A_writable_path_that_does_not_exist_is_an_error() => Assert.That(
        Planned.Problem(With("/images/one", WritablePaths.Only("/srv", "/nowhere")), HostFiles.With(Tree)),
        Does.StartWith("root.writable[1]: /nowhere does not exist in /images/one\n"));

    [Test]
    public void A_root_directory_that_does_not_exist_is_an_error() => Assert.That(
        Planned.Problem(With("/images/three"), HostFiles.With(Tree)),
        Does.StartWith("root.path: /images/three does not exist or cannot be reached\n"));

    [Test]
    public void A_file_as_root_directory_is_an_error() => Assert.That(
        Planned.Problem(With("/etc/passwd")), Does.StartWith("root.path: /etc/passwd is not a directory\n"));

    private static SandboxSpec With(string path, WritablePaths? writable = null) =>
        Planned.Spec with { Root = SandboxRoot.Directory(path, writable) };
}

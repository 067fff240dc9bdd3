namespace Sandbox.Tests.Namespaces;

/// <summary>Mounts that must stay visible, as those of profiles must: compared where they end up, and not by their names.</summary>
public sealed class KeptMountTests
{
    private static readonly SandboxMount Shm = SandboxProfiles.BuiltIn.Find("shm")!.Mounts[0] with { KeepVisible = true };

    [TestCase("/link", "/link -> dev/shm")]
    [TestCase("/link/shm", "/link -> /dev")]
    [TestCase("/a/../dev/shm", "/a/")]
    [TestCase("/home/me/project/link", "/home/me/project/link -> /dev/shm")]
    public void One_that_a_later_one_covers_through_a_link_is_refused(string target, string files) => Assert.That(
        Planned.Problem(Kept(Shm, SandboxMount.Bind("/home/me", target)), HostFiles.With(files)),
        Is.EqualTo("mounts[0]: what is mounted on /dev/shm must stay visible, and a later mount covers it\nleave one of them out, or change its target"));

    [Test]
    public void One_whose_directory_is_covered_is_refused() => Assert.That(
        Planned.Problem(Kept(Shm, SandboxMount.Tmpfs("/link")), HostFiles.With("/link -> dev")),
        Does.StartWith("mounts[0]: what is mounted on /dev/shm must stay visible"));

    [Test]
    public void Whatever_is_mounted_is_looked_for()
    {
        SandboxMount[] kinds =
        [
            SandboxMount.Bind("/home/me", "/tmp/a"), SandboxMount.ReadOnlyBind("/etc/passwd", "/tmp/a"), SandboxMount.Tmpfs("/tmp/a"),
            SandboxMount.Proc("/tmp/a"), SandboxMount.Dev("/tmp/a"), SandboxMount.Directory("/tmp/a"), SandboxMount.Symlink("x", "/tmp/a"),
            SandboxMount.File("/etc/passwd", "/tmp/a"), SandboxMount.File("/etc/passwd", "/etc/hosts"),
        ];
        foreach (var mount in kinds)
        {
            var cover = SandboxMount.Tmpfs(mount.Target.StartsWith("/tmp", StringComparison.Ordinal) ? "/link" : "/etc");
            Assert.That(
                () => Planned.Plan(Kept(mount with { KeepVisible = true }, cover), HostFiles.With("/link -> tmp")),
                Throws.TypeOf<SandboxSpecException>().With.Message.Contains("must stay visible"), $"{mount}");
            Assert.That(() => Planned.Plan(Kept(mount, cover), HostFiles.With("/link -> tmp")), Throws.Nothing, $"{mount}");
        }
    }

    [Test]
    public void What_is_mounted_in_it_or_beside_it_or_is_missing_is_no_obstacle() => Assert.That(
        () => Planned.Plan(
            Kept(
                Shm,
                new BindMount { Source = "/gone", Target = "/opt", Optional = true, KeepVisible = true },
                SandboxMount.Tmpfs("/dev/shm/in"),
                SandboxMount.Tmpfs("/opt"))),
        Throws.Nothing);

    [Test]
    public void What_is_denied_may_hide_it() => Assert.That(
        () => Planned.Plan(Kept(Shm) with { Deny = [DeniedPath.Block("/dev/shm")] }), Throws.Nothing);

    private static SandboxSpec Kept(params SandboxMount[] mounts) => Planned.Spec with { Mounts = [.. mounts] };
}

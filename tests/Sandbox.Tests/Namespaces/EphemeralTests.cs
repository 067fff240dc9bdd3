using Sandbox.Linux;

namespace Sandbox.Tests.Namespaces;

/// <summary>Where the throwaway layers of ephemeral roots go, and what stays read-only instead.</summary>
public sealed class EphemeralTests
{
    private static readonly HostFacts Facts = Planned.Facts with { ScratchPath = "/home/me/.cache/run-sandbox/run-sandbox-1" };

    [Test]
    public void A_directory_of_ones_own_is_one_overlay() =>
        Assert.That(Overlays(SandboxRoot.Directory("/home/me/project", ephemeral: true)), Is.EqualTo(new[]
        {
            "fsmount: new root: an overlay, /home/me/project under throwaway layer 0 [NoSetuid, NoDevices]",
        }));

    [Test]
    public void Of_a_directory_of_anothers_each_directory_is()
    {
        var plan = Plan(SandboxRoot.Directory("/srv/root", ephemeral: true), HostFiles.With("/srv/root/a/\n/srv/root/b/c\n/srv/root/file\n/srv/root/link -> a"));

        Assert.That(Overlays(plan), Is.EqualTo(new[]
        {
            "fsmount: overlay on /a: /srv/root/a under throwaway layer 0 [NoSetuid, NoDevices], if there",
            "fsmount: overlay on /b: /srv/root/b under throwaway layer 1 [NoSetuid, NoDevices], if there",
        }));
        Assert.That(plan, Does.Contain("new root: a tmpfs with every entry of /srv/root bound [ReadOnly, NoSetuid, NoDevices]"));
    }

    [Test]
    public void What_holds_a_mount_is_read_only_and_the_rest_is_not()
    {
        var files = HostFiles.With("/home/me/project/a/ mine\n/home/me/project/b/mnt/ mine\n/home/me/project/b/c/ mine");
        files = files.MountedAt(new HostMount("/home/me/project/b/mnt", "ext4"));

        Assert.That(Overlays(Plan(SandboxRoot.Directory("/home/me/project", ephemeral: true), files)), Is.EqualTo(new[]
        {
            "fsmount: overlay on /a: /home/me/project/a under throwaway layer 0 [NoSetuid, NoDevices], if there",
            "fsmount: overlay on /b/c: /home/me/project/b/c under throwaway layer 1 [NoSetuid, NoDevices], if there",
            "fsmount: overlay on /b/mnt: /home/me/project/b/mnt under throwaway layer 2 [NoSetuid, NoDevices], if there",
        }));
    }

    [Test]
    public void What_is_mounted_and_takes_no_overlay_stays_read_only()
    {
        var files = HostFiles.With("/home/me/project/fat/ mine\n/home/me/project/sys/ mine")
            .MountedAt(new HostMount("/home/me/project/fat", "vfat"), new HostMount("/home/me/project/sys", "sysfs"));

        Assert.That(Overlays(Plan(SandboxRoot.Directory("/home/me/project", ephemeral: true), files)), Is.Empty);
    }

    [Test]
    public void The_hosts_tree_has_layers_but_for_what_is_the_kernels_and_the_way_to_the_scratch_directory()
    {
        var files = HostFiles.With("/home/me/.cache/run-sandbox/ mine\n/home/me/.cache/other/ mine\n/var/lib/\n/var/tmp/ shared");
        var plan = Plan(SandboxRoot.Host with { Ephemeral = true }, files);

        Assert.That(
            Overlays(plan).Select(line => line.Split(' ')[3].TrimEnd(':')),
            Is.EqualTo(new[] { "/etc", "/home/me/.cache/other", "/home/me/project", "/opt", "/root", "/tmp", "/usr", "/var/lib", "/var/tmp" }));
        Assert.That(plan, Does.Contain("new root: / with its submounts [ReadOnly, NoSetuid]"));
    }

    [Test]
    public void Of_the_read_only_host_the_working_directory_is_one()
    {
        Assert.That(Overlays(SandboxRoot.ReadOnlyHost with { Ephemeral = true }), Is.EqualTo(new[]
        {
            "fsmount: overlay on /home/me/project: /home/me/project under throwaway layer 0 [NoSetuid, NoDevices]",
        }));
    }

    [Test]
    public void Only_the_writable_paths_have_layers()
    {
        var files = HostFiles.With("/home/me/project/a/ mine\n/home/me/project/b/ mine");

        Assert.That(
            Overlays(Plan(SandboxRoot.Directory("/home/me/project", WritablePaths.Only("/b"), ephemeral: true), files)),
            Is.EqualTo(new[] { "fsmount: overlay on /b: /home/me/project/b under throwaway layer 0 [NoSetuid, NoDevices]" }));
        Assert.That(
            Overlays(Plan(SandboxRoot.Directory("/home/me/project", WritablePaths.None, ephemeral: true), files)), Is.Empty);
    }

    [Test]
    public void A_single_file_cannot_have_one()
    {
        var root = SandboxRoot.Directory("/home/me/project", WritablePaths.Only("/Makefile"), ephemeral: true);

        Assert.That(Planned.Problem(Planned.Spec with { Root = root }, facts: Facts), Does.Contain("/Makefile is not a directory"));
    }

    [Test]
    public void A_missing_path_can_be_denied_in_a_layer()
    {
        var spec = Planned.Spec with
        {
            Root = SandboxRoot.Directory("/home/me/project", ephemeral: true), Deny = [DeniedPath.Block("/none")],
        };

        Assert.That(Planned.Tree(spec, facts: Facts), Does.Contain("inaccessible cover on /none"));
    }

    private static string Plan(SandboxRoot root, HostFiles? files = null) =>
        Planned.Tree(Planned.Spec with { Root = root }, files, Facts);

    private static string[] Overlays(SandboxRoot root) => Overlays(Plan(root));

    private static string[] Overlays(string plan) => [.. plan.Split('\n').Where(line => line.Contains("under throwaway layer", StringComparison.Ordinal))];
}

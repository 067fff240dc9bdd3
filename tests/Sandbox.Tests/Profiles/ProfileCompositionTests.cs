using System.Net;

namespace Sandbox.Tests.Profiles;

/// <summary>A profile never weakens what the spec or another profile asks for.</summary>
public sealed class ProfileCompositionTests
{
    private static readonly SandboxSpec Spec = SandboxSpec.For("make");

    [Test]
    public void Of_two_limits_the_smaller_counts_and_any_rather_than_none()
    {
        var result = Apply(
            Spec with { Limits = new() { Memory = 100, Processes = 5, WallTime = TimeSpan.FromSeconds(9) } },
            new() { Name = "a", Limits = new() { Memory = 50, Processes = 7, OpenFiles = 20, Cpus = 1.5m } },
            new() { Name = "b", Limits = new() { Memory = 70, OpenFiles = 10, Cpus = 0.5m } });

        Assert.That(
            result.Limits,
            Is.EqualTo(new SandboxLimits { Memory = 50, Processes = 5, WallTime = TimeSpan.FromSeconds(9), OpenFiles = 10, Cpus = 0.5m }));
    }

    [Test]
    public void No_limit_is_forgotten()
    {
        // Each different from what it is by default, and none larger than the other's.
        var small = new SandboxLimits
        {
            WallTime = TimeSpan.FromSeconds(1), KillAfter = TimeSpan.FromSeconds(1), CpuTime = TimeSpan.FromSeconds(1), Memory = 4096,
            Processes = 3, Cpus = 1, AddressSpace = 4096, FileSize = 3, OpenFiles = 3, Stack = 65536, CoreSize = 1, Output = 1,
        };
        foreach (var property in typeof(SandboxLimits).GetProperties().Where(property => property.CanWrite))
        {
            Assert.That(property.GetValue(small), Is.Not.EqualTo(property.GetValue(SandboxLimits.None)), $"{property.Name} is missing in this test");
        }

        Assert.That(Apply(Spec, new SandboxProfile { Name = "a", Limits = small }).Limits, Is.EqualTo(small));
        Assert.That(Apply(Spec with { Limits = small }, new SandboxProfile { Name = "a" }).Limits, Is.EqualTo(small));
        Assert.That(
            Apply(Spec with { Limits = small }, new SandboxProfile { Name = "a", Limits = small with { KillAfter = TimeSpan.FromSeconds(9), Stack = 1 << 20 } }).Limits,
            Is.EqualTo(small));
    }

    [Test]
    public void A_grace_that_was_asked_for_is_not_made_longer_whichever_it_is()
    {
        var longer = new SandboxProfile { Name = "a", Limits = new() { KillAfter = TimeSpan.FromSeconds(9) } };

        Assert.That(
            Apply(Spec with { Limits = new() { KillAfter = SandboxLimits.DefaultKillAfter } }, longer).Limits.KillAfter,
            Is.EqualTo(SandboxLimits.DefaultKillAfter));
        Assert.That(Apply(Spec, longer).Limits.KillAfter, Is.EqualTo(TimeSpan.FromSeconds(9)));
        Assert.That(Apply(Spec, new SandboxProfile { Name = "b" }).Limits.KillAfter, Is.Null);
    }

    [Test]
    public void The_hosts_network_is_taken_away_and_never_given()
    {
        var net = SandboxProfiles.BuiltIn.Find("net")!;
        Assert.That(Apply(Spec with { Network = SandboxNetwork.Host }, net).Network, Is.EqualTo(SandboxNetwork.Loopback));
        Assert.That(Apply(Spec with { Network = SandboxNetwork.Host }, new SandboxProfile { Name = "a" }).Network, Is.EqualTo(SandboxNetwork.Host));
        Assert.That(Apply(Spec, new SandboxProfile { Name = "a" }).Network, Is.EqualTo(SandboxNetwork.None));
    }

    [Test]
    public void What_several_give_the_loopback_device_adds_up_and_one_host_name_has_one_address()
    {
        var other = IPAddress.Parse("198.51.100.1");
        var net = SandboxProfiles.BuiltIn.Find("net")!;
        var result = (NoNetwork)Apply(Spec, net, new() { Name = "more", Network = new() { Addresses = [other] } }).Network;

        Assert.That(result.Addresses, Is.EqualTo(new[] { other, IPAddress.Parse("192.0.2.2") }).AsCollection.Or.EqualTo(new[] { IPAddress.Parse("192.0.2.2"), other }));
        Assert.That(result.HostNameAddress, Is.EqualTo(IPAddress.Parse("192.0.2.2")));
        Assert.That(
            Problem(Spec, net, new() { Name = "more", FileName = "/f", Network = new() { Addresses = [other], HostNameAddress = other } }),
            Is.EqualTo("profiles: profile 'more' (/f) has the host name stand for 198.51.100.1, and profile 'net' for 192.0.2.2"));
    }

    [Test]
    public void Denied_paths_add_up_and_the_same_is_there_once()
    {
        var result = Apply(
            Spec with { Deny = [DeniedPath.Block("/a")] },
            new() { Name = "x", Deny = [DeniedPath.Block("/a"), DeniedPath.Hide("/b")] },
            new() { Name = "y", Deny = [DeniedPath.Hide("/b"), DeniedPath.Message("/c", "why")] });

        Assert.That(result.Deny, Is.EqualTo(new[] { DeniedPath.Block("/a"), DeniedPath.Hide("/b"), DeniedPath.Message("/c", "why") }));
    }

    [Test]
    public void Mounts_of_profiles_come_first_and_what_is_below_another_after_it()
    {
        var result = Apply(
            Spec with { Mounts = [SandboxMount.Bind("/src", "/data/deep/src")] },
            new() { Name = "a", Mounts = [SandboxMount.Tmpfs("/data/deep")] },
            new() { Name = "b", Mounts = [SandboxMount.Tmpfs("/data"), SandboxMount.Tmpfs("/other")] });

        Assert.That(
            result.Mounts.Select(mount => mount.Target), Is.EqualTo(new[] { "/data", "/other", "/data/deep", "/data/deep/src" }));
    }

    [Test]
    public void The_same_mount_is_there_once()
    {
        SandboxMount tmpfs = SandboxMount.Tmpfs("/t");
        var kept = new[] { tmpfs with { KeepVisible = true } };
        Assert.That(Apply(Spec, new() { Name = "a", Mounts = [tmpfs] }, new() { Name = "b", Mounts = [tmpfs] }).Mounts, Is.EqualTo(kept));
        Assert.That(Apply(Spec with { Mounts = [tmpfs] }, new SandboxProfile { Name = "a", Mounts = [tmpfs] }).Mounts, Is.EqualTo(kept));
    }

    [Test]
    public void Different_things_on_one_path_are_an_error_that_names_both()
    {
        var small = new SandboxProfile { Name = "small", FileName = "/f", Mounts = [SandboxMount.Tmpfs("/dev/shm", 4096)] };
        Assert.That(
            Problem(Spec, SandboxProfiles.BuiltIn.Find("shm")!, small),
            Is.EqualTo("profiles: profile 'shm' and profile 'small' (/f) put different things on /dev/shm"));
    }

    [TestCase("/dev/shm/")]
    [TestCase("/dev")]
    public void A_mount_of_the_spec_that_would_cover_a_profiles_is_an_error(string target) => Assert.That(
        Problem(Spec with { Mounts = [SandboxMount.Tmpfs("/x"), SandboxMount.Bind("/y", target)] }, SandboxProfiles.BuiltIn.Find("shm")!),
        Does.StartWith("profiles: mounts[1], on /dev").And.EndsWith("covers what profile 'shm' has on /dev/shm"));

    [Test]
    public void The_same_mount_of_the_spec_does_not_stand_in_for_a_profiles_where_a_later_one_covers_it()
    {
        var shm = SandboxProfiles.BuiltIn.Find("shm")!;
        Assert.That(
            Problem(Spec with { Mounts = [shm.Mounts[0], SandboxMount.Tmpfs("/dev")] }, shm),
            Is.EqualTo("profiles: mounts[1], on /dev, covers what profile 'shm' has on /dev/shm"));
    }

    [Test]
    public void What_profiles_mount_must_stay_visible_and_what_the_spec_mounts_need_not()
    {
        var result = Apply(
            Spec with { Mounts = [SandboxMount.Tmpfs("/x")] }, new SandboxProfile { Name = "a", Mounts = [SandboxMount.Tmpfs("/t")] });

        Assert.That(result.Mounts.Select(mount => (mount.Target, mount.KeepVisible)), Is.EqualTo(new[] { ("/t", true), ("/x", false) }));
    }

    [Test]
    public void The_hosts_file_that_a_profile_asks_for_is_not_replaced()
    {
        var net = SandboxProfiles.BuiltIn.Find("net")!;
        var own = SandboxMount.ReadOnlyBind("/srv/hosts", "/etc/hosts");

        Assert.That(
            Problem(Spec with { Mounts = [SandboxMount.Tmpfs("/x"), own] }, net),
            Is.EqualTo("profiles: mounts[1] takes the place of the /etc/hosts in which profile 'net' names the host"));
        Assert.That(
            Problem(Spec, net, new SandboxProfile { Name = "other", Mounts = [own] }),
            Is.EqualTo("profiles: profile 'other' takes the place of the /etc/hosts in which profile 'net' names the host"));
        Assert.That(
            Apply(Spec with { Network = SandboxNetwork.Loopback, Mounts = [own] }, new SandboxProfile { Name = "other" }).Mounts, Is.EqualTo(new[] { own }));
        Assert.That(
            () => Apply(Spec, new SandboxProfile { Name = "both", Network = (NoNetwork)SandboxNetwork.Loopback, Mounts = [own] }), Throws.Nothing);
    }

    [Test]
    public void Variables_add_up_and_two_values_of_one_are_an_error_that_does_not_show_them()
    {
        var a = new SandboxProfile { Name = "a", Environment = new SandboxEnvironment { Inherit = false }.With("A", "1").Without("B") };
        var b = new SandboxProfile { Name = "b", Environment = SandboxEnvironment.Inherited.With("A", "1").With("C", "2") };
        var result = Apply(Spec with { Environment = SandboxEnvironment.Inherited.With("D", "3") }, a, b).Environment;

        Assert.That(result.Inherit, Is.False);
        Assert.That(result.Variables, Is.EqualTo(new Dictionary<string, string?> { ["A"] = "1", ["B"] = null, ["C"] = "2", ["D"] = "3" }));
        Assert.That(
            Problem(Spec, a, b with { Environment = SandboxEnvironment.Inherited.With("A", "secret") }),
            Is.EqualTo("profiles: profile 'a' and profile 'b' give the variable 'A' different values"));
        Assert.That(
            Problem(Spec with { Environment = SandboxEnvironment.Inherited.With("B", "kept") }, a),
            Is.EqualTo("profiles: the spec and profile 'a' give the variable 'B' different values"));
    }

    private static SandboxSpec Apply(SandboxSpec spec, params SandboxProfile[] profiles) =>
        new SandboxProfiles(profiles).Apply(spec, profiles.Select(profile => profile.Name));

    private static string Problem(SandboxSpec spec, params SandboxProfile[] profiles) =>
        Assert.Throws<SandboxSpecException>(() => Apply(spec, profiles))!.Message;
}

using System.Net;

namespace Sandbox.Tests.Profiles;

/// <summary>Profiles by name.</summary>
public sealed class SandboxProfilesTests
{
    private static readonly SandboxSpec Spec = SandboxSpec.For("make");

    [Test]
    public void The_built_in_ones_do_what_they_are_named_after()
    {
        var spec = SandboxProfiles.BuiltIn.Apply(Spec, "gcc", "net", "python", "shm");

        Assert.That(spec.Mounts, Is.EqualTo(new[] { SandboxMount.Tmpfs("/dev/shm", 128L << 20, (UnixFileMode)0b1_111_111_111) with { KeepVisible = true } }));
        Assert.That(spec.Network, Is.EqualTo(SandboxNetwork.Loopback));
        Assert.That(
            spec.Deny.Select(denied => (denied.Path, denied.Mode, denied.Reason)),
            Is.EqualTo(new[]
            {
                ("/usr/bin/gcc", DenyMode.Message, "profile 'gcc' denies it"),
                ("/usr/bin/g++", DenyMode.Message, "profile 'gcc' denies it"),
                ("/usr/bin/python", DenyMode.Message, "profile 'python' denies it"),
                ("/usr/bin/python3", DenyMode.Message, "profile 'python' denies it"),
            }));
        Assert.That(spec with { Mounts = [], Network = SandboxNetwork.None, Deny = [] }, Is.EqualTo(Spec));
    }

    [Test]
    public void Neither_the_order_of_the_names_nor_how_often_they_are_there_makes_a_difference() => Assert.That(
        SandboxSpecJson.Write(SandboxProfiles.BuiltIn.Apply(Spec, "shm", "python", "net", "python", "gcc")),
        Is.EqualTo(SandboxSpecJson.Write(SandboxProfiles.BuiltIn.Apply(Spec, "gcc", "net", "python", "shm"))));

    [Test]
    public void An_unknown_name_is_an_error_that_tells_the_known_ones_also_where_it_begins_like_one()
    {
        var thrown = Assert.Throws<SandboxSpecException>(() => SandboxProfiles.BuiltIn.Apply(Spec, "net", "sh"));

        Assert.That(thrown.Message, Is.EqualTo("profiles: there is no 'sh'"));
        Assert.That(thrown.Hint, Is.EqualTo("known are gcc, net, python, shm"));
    }

    [Test]
    public void No_name_is_an_error_and_never_no_isolation() =>
        Assert.That(Assert.Throws<SandboxSpecException>(() => SandboxProfiles.BuiltIn.Apply(Spec))!.Message, Does.Contain("none is named"));

    [Test]
    public void Of_two_sets_the_first_counts()
    {
        var first = new SandboxProfiles(new SandboxProfile { Name = "a", Description = "first" });
        var second = new SandboxProfiles(
            new SandboxProfile { Name = "a", Description = "second" }, new SandboxProfile { Name = "b" });

        Assert.That(first.Add(second).Find("a")!.Description, Is.EqualTo("first"));
        Assert.That(first.Add(second).Names, Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void A_spec_that_makes_no_sense_is_told_by_its_own_members() => Assert.That(
        Assert.Throws<SandboxSpecException>(
            () => SandboxProfiles.BuiltIn.Apply(Spec with { Mounts = [SandboxMount.Tmpfs("t")] }, "shm"))!.Errors[0].Member,
        Is.EqualTo("mounts[0].target"));

    [TestCase("A")]
    [TestCase("")]
    [TestCase("-a")]
    [TestCase("a b")]
    [TestCase("a,b")]
    public void A_name_that_could_not_be_asked_for_is_refused(string name) =>
        Assert.Throws<SandboxSpecException>(() => _ = new SandboxProfiles(new SandboxProfile { Name = name }));

    [Test]
    public void A_profile_is_checked_when_the_set_is_made()
    {
        var thrown = Assert.Throws<SandboxSpecException>(() => _ = new SandboxProfiles(
            new SandboxProfile { Name = "a", Mounts = [SandboxMount.Tmpfs("/t"), SandboxMount.Tmpfs("relative")] },
            new SandboxProfile { Name = "b", Mounts = [SandboxMount.Tmpfs("/t/x"), SandboxMount.Tmpfs("/t/")] },
            new SandboxProfile { Name = "c", Network = new() { Addresses = [IPAddress.Any] } },
            new SandboxProfile { Name = "c" }));

        Assert.That(
            thrown.Errors.Select(error => error.Member),
            Is.EqualTo(new[] { "profiles['a'].mounts[1].target", "profiles['b'].mounts[1]", "profiles['c'].network.addresses[0]", "profiles['c']" }));
    }

    [Test]
    public async Task The_manual_shows_how()
    {
        static async Task<SandboxSpec> Show()
        {
            var spec = SandboxProfiles.BuiltIn
                .Add(await SandboxProfileFiles.ReadUsualAsync())
                .Apply(SandboxSpec.For("make", "check") with { Root = SandboxRoot.Host }, "net", "shm");
            return spec;
        }

        // What is in the files of whoever runs the tests must not matter.
        Assume.That("/etc/run-sandbox/profiles.json", Does.Not.Exist);
        var configuration = Environment.GetEnvironmentVariable("XDG_CONFIG_HOME");
        Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", "/nonexistent");
        try
        {
            var shown = await Show();

            Assert.That((shown.FileName, shown.Network), Is.EqualTo(("make", SandboxNetwork.Loopback)));
        }
        finally
        {
            Environment.SetEnvironmentVariable("XDG_CONFIG_HOME", configuration);
        }
    }
}

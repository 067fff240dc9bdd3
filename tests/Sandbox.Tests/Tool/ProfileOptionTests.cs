using RunSandbox.CommandLine;

namespace Sandbox.Tests.Tool;

/// <summary><c>--profile</c> and <c>--profiles</c>.</summary>
public sealed class ProfileOptionTests
{
    private string _file = "";

    [SetUp]
    public void Write_profiles()
    {
        _file = Path.GetTempFileName();
        File.WriteAllText(_file, """{"profiles":{"ci":{"deny":["/a"],"mounts":[{"type":"tmpfs","target":"/t"}]}}}""");
    }

    [TearDown]
    public void Remove_them() => File.Delete(_file);

    [TestCase("shm net")]
    [TestCase("net,shm")]
    [TestCase(" shm, net,shm ")]
    public void Names_are_separated_by_spaces_or_commas(string names)
    {
        var spec = CommandLines.SpecOf("--profile", names, "true");

        Assert.That((spec.Mounts.Single().Target, spec.Network), Is.EqualTo(("/dev/shm", SandboxNetwork.Loopback)));
    }

    [Test]
    public void The_option_may_be_repeated_and_other_options_come_on_top()
    {
        var spec = CommandLines.SpecOf(
            "--profile", "shm", "--net", "host", "--tmpfs", "/x", "--deny", "/b", "--profile=ci", "--profiles", _file, "true");

        Assert.That(spec.Mounts.Select(mount => mount.Target), Is.EqualTo(new[] { "/t", "/dev/shm", "/x" }));
        Assert.That(spec.Deny.Select(denied => denied.Path), Is.EqualTo(new[] { "/b", "/a" }));
        Assert.That(spec.Network, Is.EqualTo(SandboxNetwork.Host));
    }

    [TestCase("", "no profile is named")]
    [TestCase(" , ", "no profile is named")]
    [TestCase("ne", "there is no 'ne'")]
    public void A_list_that_names_none_or_an_unknown_one_is_an_error_that_tells_the_known_ones(string names, string problem)
    {
        var thrown = Assert.Throws<UsageException>(() => CommandLines.SpecOf("--profile", names, "true"))!;

        Assert.That(thrown.Message, Does.StartWith("--profile ").And.Contain(problem));
        Assert.That(thrown.Hint, Does.Contain("gcc, net, python, shm"));
    }

    [Test]
    public void A_file_that_nothing_is_taken_from_is_an_error() =>
        Assert.That(Assert.Throws<UsageException>(() => CommandLines.SpecOf("--profiles", "net", "true"))!.Message, Does.Contain("no profile is asked for"));

    [Test]
    public void A_file_that_cannot_be_read_is_named() =>
        Assert.That(
            Assert.Throws<UsageException>(() => CommandLines.SpecOf("--profiles", "/nonexistent.json", "--profile", "ci", "true"))!.Message,
            Does.StartWith("--profiles /nonexistent.json: could not read it"));

    [Test]
    public void An_error_in_a_file_names_the_file_and_the_member()
    {
        File.WriteAllText(_file, """{"profiles":{"ci":{"deny":[1]}}}""");
        Assert.That(
            Assert.Throws<UsageException>(() => CommandLines.SpecOf("--profiles", _file, "--profile", "ci", "true"))!.Message,
            Does.StartWith($"--profile ci: {_file}: profiles['ci'].deny[0]: must be"));
    }

    [Test]
    public void An_error_in_another_option_names_that_option() => Assert.That(
        Assert.Throws<SandboxSpecException>(() => CommandLines.SpecOf("--profile", "shm", "--tmpfs", "/t:size=1", "true"))!.Errors[0].Member,
        Is.EqualTo("mounts[0].size"));

    [Test]
    public void Members_are_traced_to_the_option_they_come_from()
    {
        var origins = new SpecOrigins();
        var option = new OptionOccurrence(OptionTable.Find("--tmpfs")!, "/x");
        origins.Add("mounts[2]", option);

        origins.InsertMounts(1, new OptionOccurrence(OptionTable.Find("--profile")!, "shm"));

        Assert.That(origins.Find("mounts[0].source"), Is.EqualTo("--profile shm"));
        Assert.That(origins.Find("mounts[2].target"), Is.Null);
        Assert.That(origins.Find("mounts[3].target"), Is.EqualTo("--tmpfs /x"));
    }
}

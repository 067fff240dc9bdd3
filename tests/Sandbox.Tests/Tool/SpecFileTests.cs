using RunSandbox.CommandLine;

namespace Sandbox.Tests.Tool;

/// <summary><c>--spec</c>: the options come on top of the file, wherever they stand.</summary>
public sealed class SpecFileTests
{
    private string _file = "";

    [SetUp]
    public void Write_a_spec()
    {
        _file = Path.GetTempFileName();
        File.WriteAllText(_file, """
            {"fileName":"make","arguments":["all"],"network":"host","mounts":[{"type":"tmpfs","target":"/a"}],"deny":["/s"],
             "root":{"type":"directory","path":"/img"},"environment":{"variables":{"A":"1"}},"keepFileDescriptors":[5]}
            """);
    }

    [TearDown]
    public void Remove_it() => File.Delete(_file);

    [Test]
    public void The_file_alone_is_enough()
    {
        var spec = CommandLines.SpecOf("--spec", _file);

        Assert.That((spec.FileName, spec.Arguments.Single(), spec.Network), Is.EqualTo(("make", "all", SandboxNetwork.Host)));
    }

    [Test]
    public void Options_replace_single_members_and_add_to_lists()
    {
        var spec = CommandLines.SpecOf(
            "--net", "none", "--dir", "/b", "--deny", "/t", "--keep-fd", "6", "--writable", "/w", "--env", "B=2", "--spec", _file);

        Assert.Multiple(() =>
        {
            Assert.That(spec.Network, Is.EqualTo(SandboxNetwork.None));
            Assert.That(spec.Mounts.Select(mount => mount.Target), Is.EqualTo(new[] { "/a", "/b" }));
            Assert.That(spec.Deny.Select(denied => denied.Path), Is.EqualTo(new[] { "/s", "/t" }));
            Assert.That(spec.KeepFileDescriptors, Is.EqualTo(new[] { 5, 6 }));
            Assert.That(spec.Root, Is.EqualTo(SandboxRoot.Directory("/img", WritablePaths.Only("/w"))));
            Assert.That(spec.Environment.Variables.Keys, Is.EqualTo(new[] { "A", "B" }));
            Assert.That(spec.FileName, Is.EqualTo("make"));
        });
    }

    [Test]
    public void A_command_on_the_line_replaces_that_of_the_file_with_its_arguments()
    {
        var spec = CommandLines.SpecOf("--spec", _file, "true");

        Assert.That((spec.FileName, spec.Arguments.Length), Is.EqualTo(("true", 0)));
    }

    [Test]
    public void A_file_that_cannot_be_read_is_named() =>
        Assert.That(
            Assert.Throws<UsageException>(() => CommandLines.SpecOf("--spec", "/nonexistent/spec", "true"))!.Message,
            Does.StartWith("--spec /nonexistent/spec: could not read it"));

    [Test]
    public async Task An_error_in_the_file_names_the_file()
    {
        File.WriteAllText(_file, """{"fileName":"x","mounts":[{"type":"proc","target":"/p","colour":1}]}""");
        var origins = new SpecOrigins();

        var line = ToolCommandLine.Parse(["--spec", _file]);
        var error = await Assert.ThrowsAsync<SandboxSpecException>(() => RequestedSpec.ReadAsync(line, origins));

        Assert.That($"{origins.Find(error!.Errors[0].Member)}: {error.Errors[0]}", Does.StartWith($"--spec {_file}: mounts[0].colour: "));
    }
}

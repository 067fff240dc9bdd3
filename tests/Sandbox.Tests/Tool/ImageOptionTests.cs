using RunSandbox.CommandLine;
using Sandbox.Tests.Images;

namespace Sandbox.Tests.Tool;

/// <summary><c>--image</c> together with what else a line asks for: none of it is lost.</summary>
public sealed class ImageOptionTests
{
    private string _directory = "";
    private AppContainerImage _image = null!;

    [SetUp]
    public async Task Extract_an_image()
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        _directory = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"image-option-{Guid.NewGuid():N}"), OwnerOnly).FullName;
        using var builder = ImageBuilder.Good();
        await File.WriteAllBytesAsync($"{_directory}/image.aci", builder.Build());
        _image = await AppContainerImage.ExtractAsync($"{_directory}/image.aci", scratchDirectory: _directory);
    }

    [TearDown]
    public void Remove_it()
    {
        _image.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    [TestCase("shm")]
    [TestCase("net")]
    [TestCase("gcc")]
    [TestCase("python")]
    [TestCase("gcc net python shm")]
    public async Task A_profile_is_applied_as_it_is_without_an_image(string names)
    {
        var spec = await SpecAsync("--profile", names);
        var expected = SandboxProfiles.BuiltIn.Apply(SandboxSpec.For("true"), names.Split(' '));

        Assert.Multiple(() =>
        {
            Assert.That(spec.Mounts, Is.EqualTo(expected.Mounts));
            Assert.That(spec.Deny, Is.EqualTo(expected.Deny));
            Assert.That(spec.Network, Is.EqualTo(expected.Network));
            Assert.That(spec.FileName, Is.EqualTo("/bin/app"));
            Assert.That(spec.Root, Is.EqualTo(SandboxRoot.Directory(_image.RootDirectory, WritablePaths.All)));
        });
    }

    [Test]
    public async Task A_name_that_is_not_known_is_an_error() => Assert.That(
        (await Assert.ThrowsAsync<UsageException>(() => SpecAsync("--profile", "nett")))!.Message, Does.Contain("there is no 'nett'"));

    [Test]
    public async Task A_file_of_profiles_that_nothing_is_taken_from_is_an_error() => Assert.That(
        (await Assert.ThrowsAsync<UsageException>(() => SpecAsync("--profiles", "net")))!.Message, Does.Contain("no profile is asked for"));

    [Test]
    public async Task Ones_own_profile_is_applied_and_its_variables_come_before_those_of_the_image()
    {
        var file = $"{_directory}/profiles.json";
        await File.WriteAllTextAsync(
            file, """{"profiles":{"ci":{"deny":["/secret"],"limits":{"wallTime":"5s"},"environment":{"variables":{"GREETING":"ci","PATH":null}}}}}""");

        var spec = await SpecAsync("--profile", "ci", "--profiles", file);

        Assert.That(spec.Deny, Is.EqualTo(new[] { DeniedPath.Block("/secret") }));
        Assert.That(spec.Limits.WallTime, Is.EqualTo(TimeSpan.FromSeconds(5)));
        Assert.That(spec.Environment.Variables["GREETING"], Is.EqualTo("ci"));
        Assert.That(spec.Environment.Variables["PATH"], Is.Null);
        Assert.That(spec.Environment.Variables["AC_APP_NAME"], Is.EqualTo("example.com/app"));
        Assert.That(spec.Environment.Inherit, Is.False);
    }

    [Test]
    public async Task What_other_options_ask_for_is_kept()
    {
        var spec = await SpecAsync(
            "--deny", "/a", "--tmpfs", "/b", "--net", "host", "--time-limit", "3s", "--uid", "7", "--umask", "077", "--ephemeral",
            "--new-session", "--changes", $"{_directory}/changes", "--env", "GREETING=bye", "--chdir", "/usr", "--allow-degraded");

        Assert.Multiple(() =>
        {
            Assert.That(spec.Deny.Single().Path, Is.EqualTo("/a"));
            Assert.That(spec.Mounts.Single().Target, Is.EqualTo("/b"));
            Assert.That(spec.Network, Is.EqualTo(SandboxNetwork.Host));
            Assert.That(spec.Limits.WallTime, Is.EqualTo(TimeSpan.FromSeconds(3)));
            Assert.That(spec.Identity.UserId, Is.EqualTo(7));
            Assert.That(spec.Root.Ephemeral, Is.True);
            Assert.That(spec.ReportChanges, Is.True);
            Assert.That(spec.NewSession, Is.True);
            Assert.That(spec.Environment.Variables["GREETING"], Is.EqualTo("bye"));
            Assert.That(spec.WorkingDirectory, Is.EqualTo("/usr"));
            Assert.That(spec.AllowDegraded, Is.True);
        });
    }

    [Test]
    public async Task A_root_in_a_spec_file_excludes_it()
    {
        await File.WriteAllTextAsync($"{_directory}/spec.json", """{"fileName":"true","root":{"type":"hermetic"}}""");

        var thrown = await Assert.ThrowsAsync<SandboxSpecException>(() => SpecAsync("--spec", $"{_directory}/spec.json"));
        Assert.That(thrown!.Message, Does.StartWith("root: the image is the root"));
    }

    private Task<SandboxSpec> SpecAsync(params string[] options) => RequestedSpec.ReadAsync(
        ToolCommandLine.Parse(["--image", $"{_directory}/image.aci", .. options]), new SpecOrigins(), _image);
}

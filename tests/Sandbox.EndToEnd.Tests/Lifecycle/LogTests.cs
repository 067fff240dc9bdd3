namespace Sandbox.EndToEnd.Tests.Lifecycle;

/// <summary>-v, -q and --log-file: what the tool says beside the command.</summary>
public sealed class LogTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public async Task Without_options_the_tool_says_nothing()
    {
        var result = await Tool.In(_directory).RunAsync("--", "echo", "out");

        Assert.That((result.Output, result.Error), Is.EqualTo(("out\n", "")));
    }

    [Test]
    public async Task Verbose_tells_the_backend_and_the_end_on_standard_error_only()
    {
        var result = await Tool.In(_directory).RunAsync("-v", "--", "sh", "-c", "echo out; exit 3");

        Assert.That(result.ExpectExit(3).Output, Is.EqualTo("out\n"));
        Assert.That(result.Error, Does.Contain("namespaces").And.Contain("exited with 3"), result.ToString());
    }

    [Test]
    public async Task A_log_file_takes_the_log_at_its_end_and_standard_error_stays_empty()
    {
        _directory.File("log", "before\n");

        var result = await Tool.In(_directory).RunAsync("--log-file", "log", "--", "true");

        Assert.That(result.ExpectExit(0).Error, Is.Empty);
        Assert.That(await File.ReadAllTextAsync(_directory["log"]), Does.StartWith("before\n").And.Contain("exited with 0"));
    }

    [Test]
    public async Task Values_of_the_environment_are_not_logged()
    {
        var result = await Tool.In(_directory).RunAsync("-v", "--env", "PASSWORD=hunter2", "--", "true");

        Assert.That(result.ExpectExit(0).Error, Does.Not.Contain("hunter2"));
    }

    [Test]
    public async Task Quiet_drops_warnings_and_keeps_errors()
    {
        var tool = Tool.In(_directory) with { Environment = new Dictionary<string, string?> { ["RUN_SANDBOX_BACKEND"] = "nope" } };

        Assert.That((await tool.RunAsync("-q", "--", "true")).ExpectExit(0).Error, Is.Empty);
        Assert.That((await tool.RunAsync("-q", "--", "no-such-command")).ExpectExit(127).Error, Does.Contain("no-such-command"));
    }

    [Test]
    public async Task Help_and_version_go_to_standard_output()
    {
        var help = await Tool.RunAsync("--help");
        var version = await Tool.RunAsync("--version");

        Assert.That(help.ExpectExit(0).Output, Does.Contain("run-sandbox [options] [--] COMMAND").And.Contain("--ro-bind"));
        Assert.That(help.Output.Split('\n'), Has.All.Length.AtMost(100), "columns");
        Assert.That(version.ExpectExit(0).Output, Does.Match(@"\d+\.\d+"));
        Assert.That(help.Error + version.Error, Is.Empty);
    }
}

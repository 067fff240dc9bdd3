using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Input;

/// <summary>--explain.</summary>
public sealed class ExplainTests
{
    private TemporaryDirectory _directory = null!;

    [SetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory();

    [TearDown]
    public void DeleteDirectory() => _directory.Dispose();

    [Test]
    public async Task It_prints_the_plan_by_stage_and_runs_nothing()
    {
        var result = await Tool.In(_directory).RunAsync(
            "--explain", "--tmpfs", "/mnt:size=64K", "--deny", "/etc/shadow", "--", "touch", "ran", "a b");

        var lines = result.ExpectExit(0).Output.Split('\n');
        Assert.That(lines, Has.Some.EqualTo("Back-end: namespaces").And.Some.EqualTo("monitor").And.Some.EqualTo("init").And.Some.EqualTo("command"));
        Assert.That(result.Output, Does.Contain("tmpfs on /mnt (mode 0755, 65536 bytes)").And.Contain("touch ran 'a b'"));
        Assert.That(result.Output, Does.Match("cover on /etc/shadow"));
        Assert.That(_directory.List(), Is.Empty);
    }

    [Test]
    public async Task It_prints_the_same_as_json()
    {
        var result = await Tool.In(_directory).RunAsync("--explain", "--json", "--hostname", "box", "--", "true");

        using var document = JsonDocument.Parse(result.ExpectExit(0).Output);
        var steps = document.RootElement.GetProperty("steps").EnumerateArray().ToList();
        Assert.That(document.RootElement.GetProperty("backend").GetString(), Is.EqualTo("namespaces"));
        Assert.That(document.RootElement.GetProperty("needs").EnumerateArray().Select(need => need.GetString()), Does.Contain("hostName"));
        Assert.That(steps.Select(step => step.GetProperty("stage").GetString()).Distinct(), Is.EqualTo(["monitor", "init", "command"]));
        Assert.That(steps[^1].GetProperty("operation").GetString(), Is.EqualTo("execve"));
        Assert.That(
            steps.Single(step => step.GetProperty("operation").GetString() == "sethostname").GetProperty("description").GetString(),
            Is.EqualTo("box"));
    }

    [Test]
    public async Task A_line_without_sense_is_refused_as_for_a_run() =>
        (await Tool.RunAsync("--explain", "--tmpfs", "relative", "--", "true")).ExpectOneError("'relative' is relative");
}

using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Selection;

/// <summary>What no back-end can hold: refused, or dropped with a warning where that is allowed.</summary>
public sealed class DegradingTests
{
    // What bubblewrap can do on no machine.
    private static readonly string[] TooMuch = ["--backend", "bwrap", "--as-pid-1", "--net", "loopback"];

    [SetUp]
    public void RequireBubblewrap() => Backends.Bubblewrap.Require();

    [Test]
    public async Task What_cannot_be_held_is_refused_with_each_reason_each_remedy_and_the_way_out() =>
        (await Tool.RunAsync([.. TooMuch, "--", "true"])).ExpectRefusal(
            "bwrap lacks AsPid1: it cannot make the command process 1", "leave 'asPid1' out",
            "bwrap lacks LoopbackAddresses", "use the network 'none'",
            "--allow-degraded", "weaker in network, asPid1");

    [Test]
    public async Task With_allow_degraded_it_runs_and_each_change_is_a_warning_on_standard_error_and_in_the_report()
    {
        using var directory = new TemporaryDirectory();

        var result = await Tool.In(directory).RunAsync(
            [.. TooMuch, "--allow-degraded", "--report", directory["report"], "--", "echo", "ran"]);

        result.ExpectOutput("ran");
        Assert.That(result.Error, Is.EqualTo("""
            run-sandbox: network (loopback): not possible with bwrap; there are only 127.0.0.1 and ::1
            run-sandbox: asPid1 (true): not possible with bwrap; the command is not process 1

            """));
        using var report = JsonDocument.Parse(File.ReadAllText(directory["report"]));
        var warnings = report.RootElement.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("member").GetString());
        Assert.That(warnings, Is.EqualTo(new[] { "network", "asPid1" }));
    }

    [Test]
    public async Task The_warnings_come_before_what_the_command_writes_and_also_when_it_cannot_be_executed()
    {
        const string InOrder = @"asPid1 \(true\): not possible[^\n]*\n.*";
        var ran = await new ToolCommand().ShellAsync("echo ran >&2", [.. TooMuch, "--allow-degraded"]);
        Assert.That(ran.Error, Does.Match(InOrder + "ran"), ran.ToString());
        var missing = await Tool.RunAsync([.. TooMuch, "--allow-degraded", "--", "/no/such/command"]);
        Assert.That(missing.Error, Does.Match(InOrder + "/no/such/command"), missing.ToString());
    }

    [Test]
    public async Task Quiet_keeps_the_warnings_to_itself_and_degrades_all_the_same()
    {
        var result = await Tool.RunAsync([.. TooMuch, "--allow-degraded", "-q", "--", "echo", "ran"]);

        result.ExpectOutput("ran");
        Assert.That(result.Error, Is.Empty);
    }

    [TestCase("--check")]
    [TestCase("--explain")]
    public async Task It_can_be_known_beforehand(string action)
    {
        var result = await Tool.RunAsync([action, .. TooMuch, "--allow-degraded", "--", "true"]);

        result.ExpectExit(0);
        Assert.That(result.Output, Does.Contain("asPid1 (true): not possible with bwrap"));
    }

    [Test]
    public async Task A_spec_file_can_allow_it_too()
    {
        using var directory = new TemporaryDirectory();
        directory.File("spec.json", """{"fileName": "echo", "arguments": ["ran"], "asPid1": true, "allowDegraded": true}""");

        (await Tool.RunAsync("--backend", "bwrap", "--spec", directory["spec.json"])).ExpectOutput("ran");
    }
}

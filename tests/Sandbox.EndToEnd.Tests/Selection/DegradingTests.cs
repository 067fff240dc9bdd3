using System.Text.Json;

namespace Sandbox.EndToEnd.Tests.Selection;

/// <summary>What no back-end can hold: refused, or dropped with a warning where that is allowed.</summary>
public sealed class DegradingTests
{
    // Limits that no back-end enforces yet.
    private static readonly string[] TooMuch = ["--backend", "namespaces", "--memory", "1G", "--pids", "64"];

    [Test]
    public async Task What_cannot_be_held_is_refused_with_each_reason_each_remedy_and_the_way_out() =>
        (await Tool.RunAsync([.. TooMuch, "--", "true"])).ExpectRefusal(
            "namespaces lacks MemoryLimit: it cannot limit the memory of the whole tree", "leave 'limits.memory' out",
            "namespaces lacks ProcessLimit", "leave 'limits.processes' out",
            "--allow-degraded", "weaker in limits.memory, limits.processes");

    [Test]
    public async Task With_allow_degraded_it_runs_and_each_change_is_a_warning_on_standard_error_and_in_the_report()
    {
        using var directory = new TemporaryDirectory();

        var result = await Tool.In(directory).RunAsync(
            [.. TooMuch, "--allow-degraded", "--report", directory["report"], "--", "echo", "ran"]);

        result.ExpectOutput("ran");
        Assert.That(result.Error, Is.EqualTo("""
            run-sandbox: limits.memory (1G): not possible with namespaces; each process may have that much address space, used or not (RLIMIT_AS)
            run-sandbox: limits.processes (64): not possible with namespaces; there is no such limit

            """));
        using var report = JsonDocument.Parse(File.ReadAllText(directory["report"]));
        var warnings = report.RootElement.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetProperty("member").GetString());
        Assert.That(warnings, Is.EqualTo(new[] { "limits.memory", "limits.processes" }));
    }

    [Test]
    public async Task The_warnings_come_before_what_the_command_writes_and_also_when_it_cannot_be_executed()
    {
        const string InOrder = @"limits\.processes \(64\): not possible[^\n]*\n.*";
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
        Assert.That(result.Output, Does.Contain("limits.memory (1G): not possible with namespaces"));
    }

    [Test]
    public async Task A_spec_file_can_allow_it_too()
    {
        using var directory = new TemporaryDirectory();
        directory.File("spec.json", """{"fileName": "echo", "arguments": ["ran"], "limits": {"memory": "1G"}, "allowDegraded": true}""");

        (await Tool.RunAsync("--spec", directory["spec.json"])).ExpectOutput("ran");
    }
}

using System.Text.Json;
using Sandbox.Backends.Namespaces;

namespace Sandbox.Tests.Json;

/// <summary>The schemas in docs/ say what is written.</summary>
public sealed class ReportSchemaTests
{
    private static IEnumerable<string> Files => ReportSchemas.All.Keys;

    private readonly SandboxRunner _sandbox = new([new NamespacesBackend()]);

    [TestCaseSource(nameof(Files))]
    public void The_file_is_the_schema_the_types_make(string file)
    {
        var text = ReportSchemas.Write(ReportSchemas.All[file]);

        Assert.That(File.ReadAllText(PathOf(file)), Is.EqualTo(text), $"docs/{file} must have:\n{text}");
    }

    [TestCase("report.schema.json", "result")]
    [TestCase("report.schema.json", "failure")]
    [TestCase("check.schema.json", "check")]
    [TestCase("explain.schema.json", "explain")]
    public void The_examples_of_the_manual_have_the_documented_form(string file, string example) =>
        Assert.That(Find(file, JsonExamples.Read(example)), Is.Empty);

    [Test]
    public async Task Reports_of_real_runs_have_the_documented_form()
    {
        var spec = SandboxSpec.For("sh", "-c", "echo out; exit 3") with { Stdio = SandboxStdio.Captured, WorkingDirectory = "/" };
        SandboxSpec[] specs =
        [
            spec,
            spec with { Arguments = ["-c", "kill -9 $$"] },
            spec with { Limits = new() { WallTime = TimeSpan.Zero } },
            spec with { Limits = new() { Output = 1 } },
            spec with { Stdio = SandboxStdio.Captured with { Output = SandboxOutput.Capture(1) } },
            spec with { CollectedFiles = [new() { Path = "/tmp/missing", Destination = SandboxOutput.Stream(Stream.Null) }] },
        ];
        foreach (var one in specs)
        {
            Assert.That(Find("report.schema.json", SandboxReportJson.Write(await _sandbox.RunAsync(one))), Is.Empty);
        }
    }

    [Test]
    public async Task Reports_of_what_could_not_be_run_have_the_documented_form()
    {
        SandboxSpec[] specs =
        [
            SandboxSpec.For("/no/such/program"),
            SandboxSpec.For("true") with { WorkingDirectory = "/no/such/directory" },
            SandboxSpec.For("true") with { Umask = (UnixFileMode)0x8000 },
            SandboxSpec.For("true") with { Root = SandboxRoot.Directory("/no/such/directory", WritablePaths.All) },
        ];
        foreach (var spec in specs)
        {
            var failure = (await Assert.CatchAsync<SandboxException>(() => _sandbox.RunAsync(spec)))!;
            Assert.That(Find("report.schema.json", SandboxReportJson.Write(failure)), Is.Empty);
        }

        var unavailable = new SandboxUnavailableException(SandboxCapabilities.HostRoot, [BackendReports.Unusable("b", SandboxCapabilities.HostRoot, "r", null)]);
        Assert.That(Find("report.schema.json", SandboxReportJson.Write(unavailable)), Is.Empty);
    }

    [Test]
    public async Task What_this_machine_can_do_has_the_documented_form()
    {
        var spec = SandboxSpec.For("make");

        Assert.That(Find("check.schema.json", SandboxReportJson.Write(await _sandbox.ProbeAsync(spec))), Is.Empty);
        Assert.That(Find("explain.schema.json", SandboxReportJson.Write(await _sandbox.ExplainAsync(spec))), Is.Empty);
    }

    // Without this, "nothing found" could mean that nothing is looked at.
    [TestCase("""{"status":"well"}""", ".status: is not one of")]
    [TestCase("""{"status":"exited","exitCode":256}""", ".exitCode: is too large")]
    [TestCase("""{"status":"exited","usage":{"userTime":"1"}}""", ".usage.userTime: is no number")]
    [TestCase("""{"backend":"b"}""", ": lacks status")]
    [TestCase("""{"status":"exited","colour":"red"}""", ".colour: is not known")]
    public void What_has_another_form_is_found(string document, string problem) =>
        Assert.That(Find("report.schema.json", document), Has.Some.StartsWith(problem));

    private static IReadOnlyList<string> Find(string file, string document)
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(PathOf(file)));
        using var written = JsonDocument.Parse(document);
        return new JsonSchema(schema.RootElement).Problems(written.RootElement);
    }

    private static string PathOf(string file) => Path.Combine(TestRepository.Directory, "docs", file);
}

using System.Text;
using System.Text.Json;
using RunSandbox;

namespace Sandbox.Tests.Selection;

/// <summary>The table of docs/backends.md says what the code says.</summary>
public sealed class CapabilityTableTests
{
    private const string Begin = "<!-- capabilities: made by CapabilityTableTests, which tells what to write here -->\n";
    private const string End = "<!-- end of capabilities -->\n";

    [Test]
    public void The_table_of_capabilities_is_the_one_the_code_makes()
    {
        var document = File.ReadAllText(Path.Combine(TestRepository.Directory, "docs/backends.md"));
        var table = Write();

        var start = document.IndexOf(Begin, StringComparison.Ordinal);
        var end = document.IndexOf(End, StringComparison.Ordinal);
        Assert.That(new[] { start, end }, Is.All.Not.Negative, "the marks are missing");
        Assert.That(document[(start + Begin.Length)..end], Is.EqualTo(table), $"docs/backends.md must have:\n{table}");
    }

    private static string Write()
    {
        var backends = KnownBackends.Create(null);
        var text = new StringBuilder();
        AppendRow(text, ["capability", "asked for by", .. backends.Select(backend => backend.Name), "with `--allow-degraded`"]);
        text.Append('|').Insert(text.Length, "---|", backends.Length + 3).Append('\n');
        foreach (var request in CapabilityRequest.All)
        {
            var offered = backends.Select(backend => (backend.Capabilities & request.Capability) != 0 ? "yes" : "");
            AppendRow(text, [CamelCase(request.Capability), request.AskedBy, .. offered, Fallback(request)]);
        }

        return text.ToString();
    }

    private static string Fallback(CapabilityRequest request)
    {
        var degraded = SpecDegrader.Degrade(request.With, FakeBackend.Everything & ~request.Capability, "any");
        return degraded.Missing == SandboxCapabilities.None ? degraded.Warnings.Single().Fallback : "refused";
    }

    private static string CamelCase(SandboxCapabilities capability) =>
        $"`{JsonNamingPolicy.CamelCase.ConvertName(capability.ToString())}`";

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}

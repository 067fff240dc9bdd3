namespace Sandbox.Tests.Json;

/// <summary>The examples of docs/, by the names their comments give them.</summary>
internal static class JsonExamples
{
    public static string Read(string name, string page = "json.md")
    {
        var text = File.ReadAllText(Path.Combine(TestRepository.Directory, "docs", page)).ReplaceLineEndings("\n");
        var start = $"<!-- example: {name} -->\n```json\n";
        var from = text.IndexOf(start, StringComparison.Ordinal);
        Assert.That(from, Is.GreaterThanOrEqualTo(0), $"docs/{page} has no example '{name}'");
        from += start.Length;
        return text[from..text.IndexOf("\n```", from, StringComparison.Ordinal)];
    }
}

namespace Sandbox.Conformance.Tests;

/// <summary>A code block of a page that quotes a file.</summary>
/// <param name="Source">The file, relative to the repository.</param>
/// <param name="Line">The line of the page the block starts on.</param>
/// <param name="Text">The block's lines.</param>
public sealed record Quotation(string Source, int Line, IReadOnlyList<string> Text)
{
    private const string Start = "<!-- from: ";
    private const string End = " -->";

    /// <summary>All quotations of a page.</summary>
    public static IEnumerable<Quotation> AllOf(string page)
    {
        var lines = File.ReadAllLines(page);
        for (var index = 0; index < lines.Length; index++)
        {
            if (lines[index].StartsWith(Start, StringComparison.Ordinal))
            {
                var text = lines.Skip(index + 2).TakeWhile(line => line != "```");
                yield return new Quotation(lines[index][Start.Length..^End.Length], index + 1, [.. text]);
            }
        }
    }

    /// <summary>Whether the file holds the lines, one after the other, however far they are indented as a whole.</summary>
    public bool IsPartOf(string[] file)
    {
        var text = Text.Select(line => line.TrimEnd()).ToList();
        return Enumerable.Range(0, int.Max(0, file.Length - text.Count + 1)).Any(first =>
        {
            var part = file[first..(first + text.Count)];
            var indent = part.Where(line => line.Length > 0).Select(line => line.Length - line.TrimStart().Length).DefaultIfEmpty().Min();
            return part.Select(line => line.Length > indent ? line[indent..] : "").SequenceEqual(text);
        });
    }
}

using System.Text;
using Sandbox;

namespace RunSandbox.Output;

/// <summary>What <c>--check</c> prints for people.</summary>
internal static class CheckText
{
    private const int NameWidth = 12;

    /// <summary>Writes the back-ends, the facts, and the answer.</summary>
    public static string Write(SandboxProbeReport report)
    {
        var text = new StringBuilder("Back-ends\n");
        foreach (var backend in report.Backends)
        {
            Append(text, backend);
        }

        text.Append("\nThis machine\n");
        var width = report.Facts.Select(fact => fact.Name.Length).DefaultIfEmpty().Max();
        foreach (var fact in report.Facts)
        {
            text.Append($"  {(fact.Problem is null ? ' ' : '!')} {fact.Name.PadRight(width)}  {fact.Value ?? "unknown"}\n");
            if (fact.Problem is { } problem)
            {
                text.Append($"      {problem}\n");
            }
        }

        return text.Append('\n')
            .Append(report.Selected is { } name ? $"A command can be run here, with {name}.\n" : "No command can be run here.\n")
            .ToString();
    }

    private static void Append(StringBuilder text, SandboxBackendReport backend)
    {
        text.Append($"  {backend.Backend,-NameWidth}{(backend.Available ? "available" : "not available")}\n");
        foreach (var missing in backend.Missing)
        {
            var what = backend.Available ? $"{missing.Capabilities}: " : "";
            text.Append(' ', NameWidth + 2).Append($"{what}{missing.Reason}\n");
            if (missing.Remedy is { } remedy)
            {
                text.Append(' ', NameWidth + 2).Append($"hint: {remedy}\n");
            }
        }

        foreach (var warning in backend.Warnings)
        {
            text.Append(' ', NameWidth + 2).Append($"warning: {warning}\n");
        }
    }
}

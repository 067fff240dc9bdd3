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

        text.Append('\n')
            .Append(report.Selected is { } name ? $"A command can be run here, with {name}.\n" : "No command can be run here.\n");
        if (report.Selected is not null)
        {
            AppendChoice(text, report);
        }

        return text.ToString();
    }

    /// <summary>Why it is not one of the back-ends that come first, and what it costs.</summary>
    private static void AppendChoice(StringBuilder text, SandboxProbeReport report)
    {
        foreach (var backend in report.Backends.TakeWhile(backend => backend.Backend != report.Selected))
        {
            // Nothing is said of one that could serve as well: another was named.
            if ((report.Needs & ~backend.Offers) is not SandboxCapabilities.None and var lacking)
            {
                text.Append($"  not with {backend.Backend}: it {(backend.Available ? $"lacks {lacking}" : "is not available")}\n");
            }
            else if (backend.Missing.FirstOrDefault(missing => missing.Capabilities == SandboxCapabilities.None) is { } unfit)
            {
                text.Append($"  not with {backend.Backend}: it cannot express ").AppendPrintable(unfit.Reason).Append('\n');
            }
        }

        foreach (var warning in report.Warnings)
        {
            text.Append("  warning: ").AppendPrintable(warning.ToString()).Append('\n');
        }
    }

    private static void Append(StringBuilder text, SandboxBackendReport backend)
    {
        text.Append($"  {backend.Backend,-NameWidth}{(backend.Available ? "available" : "not available")}\n");
        foreach (var missing in backend.Missing)
        {
            var isSome = backend.Available && missing.Capabilities != SandboxCapabilities.None;
            var what = isSome ? $"{missing.Capabilities}: " : "";
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

using System.Text;
using RunSandbox.CommandLine;
using Sandbox;

namespace RunSandbox.Output;

/// <summary>What the tool says on standard error: <c>run-sandbox: what failed: why</c>, and a hint where there is one.</summary>
internal static class Messages
{
    /// <summary>Prints an error or a warning.</summary>
    public static void Print(string message, string? hint = null)
    {
        var text = new StringBuilder();
        Append(text, message, hint);
        StandardStream.WriteError(text.ToString());
    }

    /// <summary>Prints why a command was not run.</summary>
    /// <param name="exception">The reason.</param>
    /// <param name="origins">Which option set which member of the spec.</param>
    public static void Print(SandboxException exception, SpecOrigins origins)
    {
        var text = new StringBuilder();
        if (exception is SandboxSpecException { Errors: var errors })
        {
            foreach (var error in errors)
            {
                Append(text, origins.Find(error.Member) is { } origin ? $"{origin}: {error}" : error.ToString(), null);
            }

            AppendHint(text, exception.Hint);
        }
        else if (exception is SandboxUnavailableException unavailable)
        {
            Append(text, unavailable);
        }
        else
        {
            Append(text, exception.Message, exception.Hint);
        }

        StandardStream.WriteError(text.ToString());
    }

    private static void Append(StringBuilder text, string message, string? hint)
    {
        text.Append("run-sandbox: ").AppendPrintable(message).Append('\n');
        AppendHint(text, hint);
    }

    /// <summary>Each back-end with all it lacks on lines of its own: in one line, nobody would find theirs.</summary>
    private static void Append(StringBuilder text, SandboxUnavailableException exception)
    {
        text.Append("run-sandbox: no back-end can hold what the spec asks for\n");
        var remedies = new HashSet<string?>();
        foreach (var report in exception.Reports)
        {
            foreach (var missing in report.Missing)
            {
                var what = !report.Available ? "is not available"
                    : missing.Capabilities == SandboxCapabilities.None ? "cannot express it"
                    : $"lacks {missing.Capabilities}";
                text.Append($"  {report.Backend} {what}: ").AppendPrintable(missing.Reason).Append('\n');
                if (missing.Remedy is { } remedy)
                {
                    text.Append("    hint: ").AppendPrintable(remedy).Append('\n');
                    remedies.Add(remedy);
                }
            }
        }

        AppendHint(text, remedies.Contains(exception.Hint) ? null : exception.Hint);
    }

    private static void AppendHint(StringBuilder text, string? hint)
    {
        if (hint is not null)
        {
            text.Append("  hint: ").AppendPrintable(hint).Append('\n');
        }
    }
}

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

    private static void AppendHint(StringBuilder text, string? hint)
    {
        if (hint is not null)
        {
            text.Append("  hint: ").AppendPrintable(hint).Append('\n');
        }
    }
}

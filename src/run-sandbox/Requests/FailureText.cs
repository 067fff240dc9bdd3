using Sandbox;

namespace RunSandbox.Requests;

/// <summary>Why a request was not carried out, in one text.</summary>
internal static class FailureText
{
    /// <summary>The reason, and what to do about it where that is known.</summary>
    public static string Of(SandboxException exception)
    {
        var reason = exception is SandboxUnavailableException unavailable ? Describe(unavailable) : exception.Message;
        return exception.Hint is { } hint ? $"{reason} ({hint})" : reason;
    }

    private static string Describe(SandboxUnavailableException exception) =>
        "no back-end can hold what the request asks for: " + string.Join("; ", exception.Reports.SelectMany(
            report => report.Missing,
            (report, missing) => $"{report.Backend} {(report.Available ? $"lacks {missing.Capabilities}" : "is not available")}: {missing.Reason}"));
}

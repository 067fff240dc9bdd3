using Sandbox;

namespace RunSandbox.Requests;

/// <summary>Why a request was not carried out, in one text.</summary>
internal static class FailureText
{
    /// <summary>The reason, and what to do about it where that is known.</summary>
    public static string Of(SandboxException exception) =>
        InRequest(exception is SandboxUnavailableException unavailable ? Describe(unavailable) : WithRemedy(exception.Message, exception.Hint));

    // Its own hint speaks of degrading, which there is none of here.
    private static string Describe(SandboxUnavailableException exception) =>
        "no back-end can hold what the request asks for: " + string.Join("; ", exception.Reports.SelectMany(
            report => report.Missing,
            (report, missing) => $"{report.Backend} {(report.Available ? $"lacks {missing.Capabilities}" : "is not available")}: "
                + WithRemedy(missing.Reason, missing.Remedy)));

    private static string WithRemedy(string reason, string? remedy) => remedy is null ? reason : $"{reason} ({remedy})";

    private static string InRequest(string text) => text.Replace("--cgroup-parent, 'cgroup.parent'", "cgroupRoot", StringComparison.Ordinal);
}

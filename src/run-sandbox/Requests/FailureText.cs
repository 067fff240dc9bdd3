using Sandbox;

namespace RunSandbox.Requests;

/// <summary>Why a request was not carried out, in one text.</summary>
internal static class FailureText
{
    // Remedies name options of the command line, and what has none in a request is no remedy here.
    private static readonly (string Option, string Key)[] Keys =
    [
        ("--cgroup-parent, 'cgroup.parent'", "cgroupRoot"),
        ("--cgroup-parent", "cgroupRoot"),
        ("limits.memory, --memory", "memory.max"),
        ("limits.processes, --pids", "pids.max"),
        ("--chdir", "workDir"),
        ("--hostname", "hostName"),
        (", or ask for it with --bind-try or --ro-bind-try (optional) if it may be missing", ""),
    ];

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

    private static string InRequest(string text) =>
        Keys.Aggregate(text, (changed, pair) => changed.Replace(pair.Option, pair.Key, StringComparison.Ordinal));
}

using System.Collections.Immutable;
using System.Text;

namespace Sandbox;

/// <summary>No back-end can serve the spec on this machine. Nothing was run.</summary>
public sealed class SandboxUnavailableException : SandboxException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="needs">What the spec needs.</param>
    /// <param name="reports">One report for each back-end that was considered, listing what it lacks.</param>
    /// <param name="hint">What to do about it, or null to take the first remedy of the reports.</param>
    public SandboxUnavailableException(
        SandboxCapabilities needs, ImmutableArray<SandboxBackendReport> reports, string? hint = null)
        : base(Describe(reports), hint ?? FirstRemedy(reports))
    {
        Needs = needs;
        Reports = reports;
    }

    /// <summary>What the spec needs.</summary>
    public SandboxCapabilities Needs { get; }

    /// <summary>One report for each back-end that was considered.</summary>
    public ImmutableArray<SandboxBackendReport> Reports { get; }

    private static string Describe(ImmutableArray<SandboxBackendReport> reports)
    {
        var text = new StringBuilder("no back-end can hold what the spec asks for");
        var separator = ": ";
        foreach (var report in reports)
        {
            foreach (var missing in report.Missing)
            {
                // Of a back-end that can run nothing here, it does not matter what it would otherwise do.
                var isSome = report.Available && missing.Capabilities != SandboxCapabilities.None;
                var what = isSome ? $"{missing.Capabilities}: " : "";
                text.Append(separator).Append(report.Backend).Append(": ").Append(what).Append(missing.Reason);
                if (missing.Remedy is { } remedy)
                {
                    text.Append(" (").Append(remedy).Append(')');
                }

                separator = "; ";
            }
        }

        return text.ToString();
    }

    private static string? FirstRemedy(ImmutableArray<SandboxBackendReport> reports) =>
        reports.SelectMany(report => report.Missing).Select(missing => missing.Remedy).FirstOrDefault(remedy => remedy is not null);
}

using System.Collections.Immutable;
using Sandbox.Linux;

namespace Sandbox;

/// <summary>Reports on back-ends that cannot serve.</summary>
internal static class BackendReports
{
    /// <summary>For a back-end that can run nothing here, for one reason.</summary>
    public static SandboxBackendReport Unusable(
        string backend, SandboxCapabilities missing, string reason, string? remedy) => new()
        {
            Backend = backend,
            Available = false,
            Offers = SandboxCapabilities.None,
            Missing = [new() { Capabilities = missing, Reason = reason, Remedy = remedy }],
        };

    /// <summary>For a back-end this machine has refused to set up.</summary>
    public static SandboxBackendReport Refused(ISandboxBackend backend, SandboxSetupException refusal) =>
        Unusable(backend.Name, backend.Capabilities, refusal.Message, refusal.Hint) with { IsPassing = Errno.IsPassing(refusal.Errno) };

    /// <summary>A back-end's report for a spec that it cannot express.</summary>
    public static SandboxBackendReport WithUnfit(SandboxBackendReport report, SandboxSpecException unfit) => report with
    {
        Missing = [.. report.Missing, new() { Capabilities = SandboxCapabilities.None, Reason = unfit.Message, Remedy = unfit.Hint }],
    };

    /// <summary>A report's reasons in one line, for the log.</summary>
    public static string Describe(SandboxBackendReport report) =>
        string.Join("; ", report.Missing.Select(missing => missing.Reason));

    /// <summary>A probe's report, with causes for those needs that it does not offer and says nothing about.</summary>
    public static SandboxBackendReport Complete(SandboxBackendReport report, SandboxCapabilities needs)
    {
        var told = report.Missing.Aggregate(report.Offers, (known, missing) => known | missing.Capabilities);
        var untold = needs & ~told;
        return untold == SandboxCapabilities.None
            ? report
            : report with { Missing = [.. report.Missing, .. CapabilityCauses.Explain(untold)] };
    }

    /// <summary>
    /// A back-end's report, with a cause for each of <paramref name="needs"/> that it lacks and for nothing else; of one that
    /// can run nothing here, with the cause of that.
    /// </summary>
    public static SandboxBackendReport Lacking(SandboxBackendReport report, SandboxCapabilities needs)
    {
        var about = report.Missing
            .Where(missing => (missing.Capabilities & needs) != SandboxCapabilities.None)
            .Select(missing => missing with { Capabilities = missing.Capabilities & needs })
            .ToImmutableArray();
        return report.Available ? Complete(report with { Missing = about }, needs)
            : about.IsEmpty ? report
            : report with { Missing = about };
    }
}

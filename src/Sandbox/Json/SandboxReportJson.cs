using Sandbox.Diagnostics;
using Sandbox.Json;

namespace Sandbox;

/// <summary>
/// Results, failures, probes and explanations as JSON, in the forms docs/json.md describes. What is not known is left
/// out.
/// </summary>
public static class SandboxReportJson
{
    /// <summary>Writes how a command ended. Captured output is not part of it.</summary>
    /// <param name="result">The result.</param>
    /// <param name="indented">Whether it is laid out for people, on several lines.</param>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is null.</exception>
    public static string Write(SandboxResult result, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        return JsonLayout.Write(Convert(result), ReportJsonContext.Default.ReportDocument, indented);
    }

    /// <summary>Writes why a command could not be run: the status is <c>setupFailed</c>.</summary>
    /// <param name="failure">The failure; of a command that ran and did not succeed, its result is written.</param>
    /// <param name="indented">Whether it is laid out for people, on several lines.</param>
    /// <exception cref="ArgumentNullException"><paramref name="failure"/> is null.</exception>
    public static string Write(SandboxException failure, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(failure);
        var document = failure is SandboxCommandFailedException failed ? Convert(failed.Result) : Convert(failure);
        return JsonLayout.Write(document, ReportJsonContext.Default.ReportDocument, indented);
    }

    /// <summary>Writes what a machine can do.</summary>
    /// <param name="report">The report of the probe.</param>
    /// <param name="indented">Whether it is laid out for people, on several lines.</param>
    /// <exception cref="ArgumentNullException"><paramref name="report"/> is null.</exception>
    public static string Write(SandboxProbeReport report, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(report);
        var document = new ProbeDocument
        {
            Selected = report.Selected,
            Needs = CapabilityNames.Of(report.Needs),
            Warnings = report.Warnings,
            Backends = [.. report.Backends.Select(Convert)],
            Facts = report.Facts,
        };
        return JsonLayout.Write(document, ReportJsonContext.Default.ProbeDocument, indented);
    }

    /// <summary>Writes what would be done for a spec.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="indented">Whether it is laid out for people, on several lines.</param>
    /// <exception cref="ArgumentNullException"><paramref name="explanation"/> is null.</exception>
    public static string Write(SandboxExplanation explanation, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var document = new ExplanationDocument
        {
            Backend = explanation.Backend,
            Needs = CapabilityNames.Of(explanation.Needs),
            Steps = explanation.Steps,
            Warnings = explanation.Warnings,
        };
        return JsonLayout.Write(document, ReportJsonContext.Default.ExplanationDocument, indented);
    }

    private static ReportDocument Convert(SandboxResult result) => new()
    {
        Status = StatusNames.Of(result.Status),
        ExitCode = result.ExitCode,
        Signal = result.Signal,
        Backend = result.Backend,
        Elapsed = result.Elapsed.TotalSeconds,
        Usage = new UsageDocument
        {
            UserTime = result.Usage.UserTime.TotalSeconds,
            SystemTime = result.Usage.SystemTime.TotalSeconds,
            MaxResidentBytes = result.Usage.MaxResidentBytes,
            MinorPageFaults = result.Usage.MinorPageFaults,
            MajorPageFaults = result.Usage.MajorPageFaults,
            VoluntaryContextSwitches = result.Usage.VoluntaryContextSwitches,
            InvoluntaryContextSwitches = result.Usage.InvoluntaryContextSwitches,
            TreeProcessorTime = result.Usage.TreeProcessorTime?.TotalSeconds,
            PeakMemoryBytes = result.Usage.PeakMemoryBytes,
            PeakProcesses = result.Usage.PeakProcesses,
        },
        IsStandardOutputCut = result.IsStandardOutputCut ? true : null,
        IsStandardErrorCut = result.IsStandardErrorCut ? true : null,
        OutputErrors = result.OutputErrors.IsEmpty ? null : result.OutputErrors,
        KeptDirectories = result.KeptDirectories.IsEmpty ? null : result.KeptDirectories,
        Notices = result.Notices.IsEmpty ? null : result.Notices,
        CollectedFiles = result.CollectedFiles.IsEmpty ? null : result.CollectedFiles,
        Warnings = result.Warnings,
        PassedOver = [.. result.PassedOver.Select(Convert)],
    };

    private static ReportDocument Convert(SandboxException failure) => new()
    {
        Status = StatusNames.SetupFailed,
        Backend = (failure as SandboxSetupException)?.Backend ?? (failure as SandboxSpecException)?.Backend,
        Error = new ErrorDocument
        {
            Message = failure.Message,
            Hint = failure.Hint,
            Step = (failure as SandboxSetupException)?.Step,
            Path = (failure as SandboxSetupException)?.Path ?? (failure as SandboxCommandException)?.FileName,
            Errno = (failure as SandboxSetupException)?.Errno ?? (failure as SandboxCommandException)?.Errno,
            Members = (failure as SandboxSpecException)?.Errors,
            Backends = (failure as SandboxUnavailableException)?.Reports.Select(Convert).ToArray(),
        },
    };

    private static BackendDocument Convert(SandboxBackendReport report) => new()
    {
        Backend = report.Backend,
        Available = report.Available,
        Offers = CapabilityNames.Of(report.Offers),
        Missing =
        [
            .. report.Missing.Select(missing => new MissingDocument
            {
                Capabilities = CapabilityNames.Of(missing.Capabilities),
                Reason = missing.Reason,
                Remedy = missing.Remedy,
            }),
        ],
        Warnings = report.Warnings,
    };
}

using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sandbox.Diagnostics;

/// <summary>
/// What tracing and metrics see of <see cref="ISandbox.RunAsync"/>, under the name <see cref="Name"/>. Costs a few
/// checks of a flag when nobody listens. Neither arguments nor environment appear: they may be secrets.
/// </summary>
internal static class SandboxTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Sandbox";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Runs = Meter.CreateCounter<long>(
        "sandbox.runs", unit: "{run}", description: "Commands that ended, or could not be started.");

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "sandbox.duration", unit: "s", description: "From the request to the end of the last process.");

    /// <summary>Begins the activity of one run; null when nobody listens.</summary>
    public static Activity? StartRun(SandboxSpec spec)
    {
        var activity = Source.StartActivity("sandbox.run");
        activity?.SetTag("process.executable.name", Path.GetFileName(spec.FileName));
        return activity;
    }

    /// <summary>Records a command that ran to its end.</summary>
    public static void RecordEnd(Activity? activity, SandboxResult result)
    {
        var status = StatusNames.Of(result.Status);
        activity?.SetTag("sandbox.backend", result.Backend);
        activity?.SetTag("sandbox.status", status);
        activity?.SetTag("process.exit.code", result.ExitCode);
        var tags = new TagList { { "sandbox.backend", result.Backend }, { "sandbox.status", status } };
        Runs.Add(1, tags);
        Duration.Record(result.Elapsed.TotalSeconds, tags);
    }

    /// <summary>Records a command that could not be run, or was cancelled.</summary>
    public static void RecordFailure(Activity? activity, Exception exception)
    {
        var status = exception is OperationCanceledException ? "cancelled" : StatusNames.SetupFailed;
        activity?.SetTag("sandbox.status", status);
        activity?.SetStatus(ActivityStatusCode.Error, exception.GetType().Name);
        Runs.Add(1, new KeyValuePair<string, object?>("sandbox.status", status));
    }
}

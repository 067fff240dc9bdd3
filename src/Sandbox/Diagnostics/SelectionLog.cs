using Microsoft.Extensions.Logging;

namespace Sandbox.Diagnostics;

/// <summary>What choosing a back-end logs. Event ids 100 to 119 are stable: people filter by them.</summary>
internal static partial class SelectionLog
{
    [LoggerMessage(100, LogLevel.Debug, "Starting {FileName} in back-end {Backend}; the spec needs {Needs}")]
    public static partial void Starting(
        this ILogger logger, string fileName, string backend, SandboxCapabilities needs);

    [LoggerMessage(101, LogLevel.Debug, "Back-end {Backend} is passed over: it lacks {Missing}")]
    public static partial void PassedOver(this ILogger logger, string backend, SandboxCapabilities missing);

    [LoggerMessage(102, LogLevel.Warning, "This machine refuses back-end {Backend}; the next one is tried")]
    public static partial void Refused(this ILogger logger, string backend, Exception refusal);
}

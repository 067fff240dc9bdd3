using Microsoft.Extensions.Logging;

namespace Sandbox.Diagnostics;

/// <summary>What choosing a back-end logs. Event ids 100 to 119 are stable: people filter by them.</summary>
internal static partial class SelectionLog
{
    [LoggerMessage(100, LogLevel.Debug, "Starting {FileName} in back-end {Backend}; the spec needs {Needs}")]
    public static partial void Starting(
        this ILogger logger, string fileName, string backend, SandboxCapabilities needs);

    [LoggerMessage(101, LogLevel.Debug, "Back-end {Backend} is passed over: {Reason}")]
    public static partial void PassedOver(this ILogger logger, string backend, string reason);

    // Without the exception: where in the engine it was thrown says nothing about the machine.
    [LoggerMessage(102, LogLevel.Information, "This machine refuses back-end {Backend}, and the next one is tried: {Reason}")]
    public static partial void Refused(this ILogger logger, string backend, string reason);

    // The words of SandboxWarning.ToString.
    [LoggerMessage(103, LogLevel.Warning, "{Member} ({Value}): not possible with {Backend}; {Fallback}")]
    public static partial void Degraded(this ILogger logger, string member, string value, string backend, string fallback);
}

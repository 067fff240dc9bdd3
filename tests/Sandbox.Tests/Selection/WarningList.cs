using Microsoft.Extensions.Logging;

namespace Sandbox.Tests.Selection;

/// <summary>The warnings an engine logs, which the tool prints as they come.</summary>
internal sealed class WarningList : List<string>, ILogger
{
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Add(formatter(state, exception));
        }
    }
}

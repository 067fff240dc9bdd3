using Microsoft.Extensions.Logging;
using RunSandbox.Output;

namespace RunSandbox.Logging;

/// <summary>Prints the engine's warnings as the tool's own, before the command has written anything.</summary>
/// <param name="log">The log they go to as well; null: none.</param>
internal sealed class WarningPrinter(ILogger? log) : ILogger
{
    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning || log?.IsEnabled(logLevel) == true;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => log?.BeginScope(state);

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        log?.Log(logLevel, eventId, state, exception, formatter);
        if (logLevel >= LogLevel.Warning)
        {
            Messages.Print(formatter(state, exception));
        }
    }
}

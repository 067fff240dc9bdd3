using Microsoft.Extensions.Logging;
using RunSandbox.CommandLine;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Sinks.SystemConsole.Themes;

namespace RunSandbox.Logging;

/// <summary>The log that <c>-v</c> and <c>--log-file</c> ask for. Without them there is none, and nothing is loaded.</summary>
internal sealed class ToolLogging : IDisposable
{
    private const string ConsoleTemplate = "run-sandbox: {Message:lj}{NewLine}{Exception}";
    private const string FileTemplate = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} [{Level:u3}] {Message:lj}{NewLine}{Exception}";

    private readonly SerilogLoggerFactory? _factory;

    private ToolLogging(SerilogLoggerFactory? factory) => _factory = factory;

    /// <summary>Makes loggers; null: nobody wants to read them.</summary>
    public ILoggerFactory? Factory => _factory;

    /// <summary>Opens the log.</summary>
    /// <exception cref="UsageException">The file can't be opened.</exception>
    public static ToolLogging Open(ToolSettings settings) =>
        settings is { Verbose: false, LogFile: null } ? new(null) : new(CreateFactory(settings));

    /// <summary>Writes out what is still waiting, and closes.</summary>
    public void Dispose() => _factory?.Dispose();

    private static SerilogLoggerFactory CreateFactory(ToolSettings settings)
    {
        var configuration = new LoggerConfiguration().MinimumLevel.Debug();
        if (settings.Verbose)
        {
            configuration = configuration.WriteTo.Console(
                outputTemplate: ConsoleTemplate, standardErrorFromLevel: LogEventLevel.Verbose, theme: ConsoleTheme.None);
        }

        if (settings.LogFile is { } path)
        {
            // The sink keeps its troubles to itself; a log that was asked for and can't be had is an error.
            try
            {
                new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite).Dispose();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new UsageException($"--log-file {path}: could not open it: {exception.Message}");
            }

            configuration = configuration.WriteTo.File(path, outputTemplate: FileTemplate, fileSizeLimitBytes: null, shared: true);
        }

        return new SerilogLoggerFactory(configuration.CreateLogger(), dispose: true);
    }
}

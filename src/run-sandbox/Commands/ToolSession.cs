using Microsoft.Extensions.Logging;
using RunSandbox.CommandLine;
using RunSandbox.Logging;
using RunSandbox.Output;
using Sandbox;

namespace RunSandbox.Commands;

/// <summary>The sandbox a command line asks for, put together by hand: a container would be slower to start.</summary>
internal sealed class ToolSession : IDisposable
{
    private readonly ToolLogging _logging;

    private ToolSession(ToolLogging logging, SandboxRunner sandbox)
    {
        _logging = logging;
        Sandbox = sandbox;
    }

    /// <summary>Runs, explains and probes.</summary>
    public SandboxRunner Sandbox { get; }

    /// <summary>Chooses the back-end and opens the log.</summary>
    /// <exception cref="UsageException">The log file can't be opened.</exception>
    public static ToolSession Open(ToolSettings settings)
    {
        var backend = settings.Backend;
        if (backend is null)
        {
            backend = KnownBackends.ParseVariable(Environment.GetEnvironmentVariable(KnownBackends.Variable), out var warning);
            if (warning is not null && !settings.Quiet)
            {
                Messages.Print(warning);
            }
        }

        var logging = ToolLogging.Open(settings);
        var log = logging.Factory?.CreateLogger<SandboxRunner>();
        var sandbox = new SandboxRunner(
            KnownBackends.Create(logging.Factory),
            new SandboxOptions { Backend = backend },
            settings.Quiet || settings.Verbose ? log : new WarningPrinter(log));
        return new ToolSession(logging, sandbox);
    }

    /// <inheritdoc/>
    public void Dispose() => _logging.Dispose();
}

using System.Runtime.CompilerServices;
using RunSandbox.CommandLine;
using Sandbox;
using Sandbox.Launching;

namespace RunSandbox.Commands;

/// <summary>
/// Leaves the place of this process to sandbox-init, where nothing is left to do but to end as the command ended: a tool
/// that waits would cost some megabytes of memory for as long as a build takes. Where the command could not be run, this
/// program is executed anew, to do it the long way and say why.
/// </summary>
internal static class Replacement
{
    /// <summary>Where this process has to stay and a head start has made it a mere child, has it started anew.</summary>
    public static void GiveUpHeadStart(ToolCommandLine line)
    {
        if (NeedsProcess(line) && HeadStart.Monitor is { } monitor)
        {
            StartAnew(monitor);
        }
    }

    /// <summary>Replaces this process; returns where it has to stay.</summary>
    public static async Task TryAsync(ToolCommandLine line, SandboxRunner sandbox, SandboxSpec spec)
    {
        if (HeadStart.Monitor is { } monitor)
        {
            if (!await sandbox.HandOverAsync(spec, monitor))
            {
                StartAnew(monitor);
            }

            HeadStart.Leave();
        }

        if (!NeedsProcess(line) && Program() is { } program)
        {
            await sandbox.ReplaceProcessAsync(
                spec, program, [Environment.GetCommandLineArgs()[0], OptionTable.StayOption, .. Environment.GetCommandLineArgs()[1..]]);
        }
    }

    /// <summary>
    /// Whether something is left to do, or what was read could not be read again: a file that an option names may be a pipe.
    /// </summary>
    public static bool NeedsProcess(ToolCommandLine line) =>
        line.Settings is { Stay: true } or { ReportFile: not null } or { ChangesFile: not null } or { LogFile: not null }
            or { Verbose: true } or { Quiet: true } or { SpecFile: not null } or { ProfilesFile: not null } or { ImageFile: not null }
        || line.SpecOptions.Any(option => option.Option.Name == OptionTable.InputListOption);

    private static void StartAnew(WaitingMonitor monitor)
    {
        monitor.AskToStay();
        HeadStart.Leave();
    }

    /// <summary>
    /// This program's file, if it is a program: not where "dotnet" runs it, and not where the runtime has made a socket in
    /// TMPDIR that it removes when it ends by itself.
    /// </summary>
    private static string? Program() =>
        (!RuntimeFeature.IsDynamicCodeSupported || Environment.GetEnvironmentVariable("DOTNET_EnableDiagnostics") == "0")
        && Environment.ProcessPath is { } path && Path.GetFileName(path) != "dotnet"
            ? path
            : null;
}

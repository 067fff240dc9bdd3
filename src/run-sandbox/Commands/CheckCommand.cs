using RunSandbox.CommandLine;
using RunSandbox.Output;
using Sandbox;

namespace RunSandbox.Commands;

/// <summary>Tells what works on this machine, and why not.</summary>
internal sealed class CheckCommand(ToolCommandLine line)
{
    /// <summary>Tries every back-end and prints what came of it.</summary>
    /// <returns>0 when a command can be run here, otherwise 1.</returns>
    public async Task<int> RunAsync()
    {
        var origins = new SpecOrigins();
        try
        {
            using var session = ToolSession.Open(line.Settings);
            var report = await session.Sandbox.ProbeAsync(await SpecAsync(origins));
            if (line.Settings.Json)
            {
                StandardStream.WriteOutput(SandboxReportJson.Write(report, indented: true) + "\n");
            }
            else
            {
                StandardStream.WriteOutput(CheckText.Write(report));
            }

            return report.Selected is null ? 1 : 0;
        }
        catch (SandboxException exception)
        {
            Messages.Print(exception, origins);
            return ExitCodes.SetupFailed;
        }
    }

    /// <summary>What is asked about: without any option about the sandbox, a spec with every default.</summary>
    private async Task<SandboxSpec?> SpecAsync(SpecOrigins origins) =>
        line.SpecOptions.IsEmpty && line.Settings.SpecFile is null && line.Command.IsEmpty
            ? null
            : await RequestedSpec.ReadAsync(line, origins);
}

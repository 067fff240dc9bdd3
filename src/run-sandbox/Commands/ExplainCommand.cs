using RunSandbox.CommandLine;
using RunSandbox.Output;
using Sandbox;

namespace RunSandbox.Commands;

/// <summary>Prints what would be done for a command, and does none of it.</summary>
internal sealed class ExplainCommand(ToolCommandLine line)
{
    /// <summary>Prints it.</summary>
    /// <returns>The tool's exit code.</returns>
    public async Task<int> RunAsync()
    {
        var origins = new SpecOrigins();
        try
        {
            using var session = ToolSession.Open(line.Settings);
            var explanation = await session.Sandbox.ExplainAsync(await RequestedSpec.ReadAsync(line, origins));
            if (line.Settings.Json)
            {
                StandardStream.WriteOutput(SandboxReportJson.Write(explanation, indented: true) + "\n");
            }
            else
            {
                StandardStream.WriteOutput(ExplainText.Write(explanation));
            }

            return 0;
        }
        catch (SandboxException exception)
        {
            Messages.Print(exception, origins);
            return ExitCodes.SetupFailed;
        }
    }
}

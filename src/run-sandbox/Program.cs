using RunSandbox;
using RunSandbox.CommandLine;
using RunSandbox.Commands;
using RunSandbox.Output;
using RunSandbox.Requests;

try
{
    ArgumentEncoding.Check(args);
    var line = ToolCommandLine.Parse(args);
    switch (line.Settings.Action)
    {
        case ToolAction.Help:
            StandardStream.WriteOutput(HelpText.Write());
            return 0;
        case ToolAction.Version:
            StandardStream.WriteOutput(ToolVersion.Write());
            return 0;
        case ToolAction.Check:
            return await new CheckCommand(line).RunAsync();
        case ToolAction.Explain:
            return await new ExplainCommand(line).RunAsync();
        case ToolAction.Request:
            return await new RequestCommand(line).RunAsync();
        case ToolAction.RequestSchema:
            StandardStream.WriteOutput(RequestSchema.Write());
            return 0;
        default:
            return await new RunCommand(line).RunAsync();
    }
}
catch (UsageException exception)
{
    Messages.Print(exception.Message, exception.Hint);
    return ExitCodes.SetupFailed;
}
catch (IOException exception)
{
    Messages.Print(exception.Message);
    return ExitCodes.SetupFailed;
}
catch (Exception exception)
{
    // A defect: still one message and an exit code of our own, never a stack trace in a build log.
    Messages.Print($"internal error: {exception.GetType().Name}: {exception.Message}", "please report this, with the command line");
    return ExitCodes.SetupFailed;
}

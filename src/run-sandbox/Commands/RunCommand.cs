using RunSandbox.CommandLine;
using RunSandbox.Output;
using RunSandbox.Signals;
using Sandbox;

namespace RunSandbox.Commands;

/// <summary>Runs a command and passes on how it ended.</summary>
internal sealed class RunCommand(ToolCommandLine line)
{
    private readonly SpecOrigins _origins = new();

    /// <summary>Runs it.</summary>
    /// <returns>The tool's exit code.</returns>
    public async Task<int> RunAsync()
    {
        Replacement.GiveUpHeadStart(line);
        using var signals = new SignalForwarder();
        using var report = line.Settings.ReportFile is { } path ? ReportFile.Open(path) : null;
        using var changes = line.Settings.ChangesFile is { } list ? ReportFile.Open(list, "list of changes") : null;
        try
        {
            var result = await RunAsync(signals);
            Tell(result);
            WriteReport(report, file => file.Write(result));
            WriteReport(changes, file => file.Write(result.Changes));
            return ExitCodes.Of(result);
        }
        catch (SandboxException exception)
        {
            Messages.Print(exception, _origins);
            WriteReport(report, file => file.Write(exception));
            return ExitCodes.Of(exception);
        }
        catch (UsageException exception)
        {
            WriteReport(report, file => file.Write(new SandboxSetupException(exception.Message, exception.Hint)));
            throw;
        }
        catch (OperationCanceledException) when (signals.Terminating is { } signal)
        {
            var failure = new SandboxSetupException($"signal {signal} came before the command was running");
            WriteReport(report, file => file.Write(failure));
            return ExitCodes.OfSignal(signal);
        }
    }

    private async Task<SandboxResult> RunAsync(SignalForwarder signals)
    {
        using var session = ToolSession.Open(line.Settings);
        if (line.Settings.ImageFile is not null)
        {
            signals.Listen();
        }

        using var image = await RequestedImage.ExtractAsync(line, signals.SetupToken);
        string[] kept = image is not null && line.Settings.Keep is not null ? [Path.GetDirectoryName(image.RootDirectory)!] : [];
        TellKept(kept);
        var spec = InheritedDescriptors.ReplaceClosedStreams(await RequestedSpec.ReadAsync(line, _origins, image));
        InheritedDescriptors.Require(spec);
        if (image is null)
        {
            await Replacement.TryAsync(line, session.Sandbox, spec);
            signals.Listen();
        }

        await using var process = await session.Sandbox.StartAsync(spec, signals.SetupToken);
        signals.ForwardTo(process);
        var result = await process.WaitForExitAsync();
        TellKept(result.KeptDirectories);
        return result with { KeptDirectories = [.. kept, .. result.KeptDirectories] };
    }

    private void TellKept(IEnumerable<string> directories)
    {
        foreach (var directory in line.Settings.Quiet ? [] : directories)
        {
            Messages.Print($"files of the run are kept in {directory}");
        }
    }

    private void Tell(SandboxResult result)
    {
        foreach (var error in result.OutputErrors)
        {
            Messages.Print(error.ToString());
        }

        if (line.Settings.Quiet)
        {
            return;
        }

        foreach (var notice in result.Notices)
        {
            Messages.Print(notice);
        }

        if (LimitOf(result.Status) is { } limit)
        {
            Messages.Print($"the command reached its limit of {limit}");
        }
    }

    private static string? LimitOf(SandboxStatus status) => status switch
    {
        SandboxStatus.WallTimeExceeded => "elapsed time",
        SandboxStatus.CpuTimeExceeded => "processor time",
        SandboxStatus.MemoryExceeded => "memory",
        SandboxStatus.ProcessesExceeded => "processes",
        SandboxStatus.OutputExceeded => "output",
        SandboxStatus.FileSizeExceeded => "file size",
        _ => null,
    };

    /// <summary>A report that can't be written is told, and does not change how the command ended.</summary>
    private static void WriteReport(ReportFile? report, Action<ReportFile> write)
    {
        if (report is null)
        {
            return;
        }

        try
        {
            write(report);
        }
        catch (IOException exception)
        {
            Messages.Print(exception.Message);
        }
    }
}

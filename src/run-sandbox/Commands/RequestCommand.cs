using Microsoft.Win32.SafeHandles;
using RunSandbox.CommandLine;
using RunSandbox.Output;
using RunSandbox.Requests;
using RunSandbox.Signals;
using Sandbox;

namespace RunSandbox.Commands;

/// <summary>Carries out a request and answers with one line on standard output.</summary>
internal sealed class RequestCommand(ToolCommandLine line)
{
    /// <summary>Carries it out.</summary>
    /// <returns>0: whatever came of it is in the answer. 128+n where signal n came before the command ran.</returns>
    public async Task<int> RunAsync()
    {
        RequestDocument request;
        try
        {
            request = await ReadAsync(line.Settings.RequestFile!);
        }
        catch (SandboxSpecException exception)
        {
            return Answer(Response.Invalid(exception));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Answer(Response.Failed($"could not read the request: {exception.Message}"));
        }

        using var signals = new SignalForwarder();
        signals.Listen();
        try
        {
            return Answer(await RunAsync(request, signals));
        }
        catch (SandboxException exception)
        {
            return Answer(Response.Failed(FailureText.Of(exception)));
        }
        catch (OperationCanceledException) when (signals.Terminating is { } signal)
        {
            Answer(Response.Failed($"signal {signal} came before the command was running"));
            return ExitCodes.OfSignal(signal);
        }
    }

    private static async Task<RequestDocument> ReadAsync(string path)
    {
        await using var file = path == "-"
            ? OpenStandardInput()
            : new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        return await RequestReader.ReadAsync(file);
    }

    // Not by its name: a socket can't be opened.
    private static FileStream OpenStandardInput()
    {
        const int StandardInput = 0;
        return InheritedDescriptors.Contains(StandardInput)
            ? new FileStream(new SafeFileHandle(StandardInput, ownsHandle: false), FileAccess.Read, bufferSize: 0)
            : throw new IOException("standard input is closed");
    }

    private async Task<ResponseDocument> RunAsync(RequestDocument request, SignalForwarder signals)
    {
        using var session = ToolSession.Open(line.Settings);
        var tree = RequestTree.Of(request);
        // Opening a named pipe of the host waits for its reader.
        using var outputs = await Task.Run(() => RequestOutputs.Open(request)).WaitAsync(signals.SetupToken);
        var result = await RunAsync(session, RequestSpec.Of(request, tree, outputs), tree, outputs, signals);
        return Response.Of(result, outputs);
    }

    private static async Task<SandboxResult> RunAsync(
        ToolSession session, SandboxSpec spec, RequestTree tree, RequestOutputs outputs, SignalForwarder signals)
    {
        try
        {
            await using var process = await session.Sandbox.StartAsync(spec, signals.SetupToken);
            signals.ForwardTo(process);
            await using var stop = outputs.Stop.Register(process.Kill);
            return await process.WaitForExitAsync();
        }
        catch (SandboxSpecException exception)
        {
            throw new SandboxSetupException(RequestMembers.Describe(exception, tree), exception.Hint);
        }
        catch (SandboxSetupException exception) when (exception.Path is { } path && path == (spec.Cgroup?.Existing ?? spec.Cgroup?.Parent))
        {
            var member = spec.Cgroup!.Existing is null ? "cgroupRoot" : "cgroup";
            throw new SandboxSetupException($"{member}: {exception.Message}", exception.Hint);
        }
    }

    private static int Answer(ResponseDocument response)
    {
        StandardStream.WriteOutput(Response.Write(response));
        return 0;
    }
}

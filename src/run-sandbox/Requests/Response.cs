using Sandbox;
using Sandbox.Json;

namespace RunSandbox.Requests;

/// <summary>Makes the answer to a request.</summary>
internal static class Response
{
    /// <summary>The request makes no sense.</summary>
    public static ResponseDocument Invalid(SandboxSpecException exception) => new()
    {
        Status = "requestInvalid",
        Description = string.Join("; ", exception.Errors),
    };

    /// <summary>What is asked for can't be done here, or failed.</summary>
    public static ResponseDocument Failed(string description) => new() { Status = "internalError", Description = description };

    /// <summary>For a command that ran: a limit outranks how it ended, and one on output every other.</summary>
    public static ResponseDocument Of(SandboxResult result, RequestOutputs outputs)
    {
        if (outputs.IsLimitExceeded || result.CollectedFiles.Any(file => file.IsLimitExceeded))
        {
            return new() { Status = "outputLimit" };
        }

        if (outputs.Failure is { } failure && result.Status is SandboxStatus.Exited or SandboxStatus.Signaled)
        {
            return Failed(failure);
        }

        // A command that failed by itself may well have left a file out; how it failed says more.
        return result.IsSuccess && NotCopied(result, outputs) is { } reason ? Failed(reason) : Of(result);
    }

    private static ResponseDocument Of(SandboxResult result) => result switch
    {
        { Status: SandboxStatus.OutputExceeded } => new() { Status = "outputLimit" },
        { Status: SandboxStatus.MemoryExceeded } => new() { Status = "memoryLimit" },
        { Status: SandboxStatus.ProcessesExceeded } => new() { Status = "pidsLimit" },
        { Status: SandboxStatus.WallTimeExceeded } => new() { Status = "timeLimit" },
        { ExitCode: { } code } => new() { Status = "exited", Code = code },
        { Signal: { } signal } => new() { Status = "killed", Signal = SignalNames.Of(signal) },
        _ => Failed($"the command ended as {result}"),
    };

    private static string? NotCopied(SandboxResult result, RequestOutputs outputs)
    {
        for (var index = 0; index < result.CollectedFiles.Length; index++)
        {
            // One that was not written is empty, as if it had been made before.
            if (result.CollectedFiles[index] is { Failure: { } failure, Path: var path, IsMissing: false })
            {
                return $"{outputs.MemberOf(index)}.src: could not copy {path}: {failure}";
            }
        }

        return null;
    }

    /// <summary>The answer as a line, with its end.</summary>
    public static string Write(ResponseDocument response) =>
        JsonLayout.Write(response, RequestJsonContext.Default.ResponseDocument, indented: false) + "\n";
}

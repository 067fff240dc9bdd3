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

    /// <summary>Some output had more bytes than its limit.</summary>
    public static ResponseDocument OutputLimit() => new() { Status = "outputLimit" };

    /// <summary>For a command that ran: a limit outranks how it ended.</summary>
    public static ResponseDocument Of(SandboxResult result) => result switch
    {
        { Status: SandboxStatus.OutputExceeded } => OutputLimit(),
        { Status: SandboxStatus.MemoryExceeded } => new() { Status = "memoryLimit" },
        { Status: SandboxStatus.ProcessesExceeded } => new() { Status = "pidsLimit" },
        { Status: SandboxStatus.WallTimeExceeded } => new() { Status = "timeLimit" },
        { ExitCode: { } code } => new() { Status = "exited", Code = code },
        { Signal: { } signal } => new() { Status = "killed", Signal = SignalNames.Of(signal) },
        _ => Failed($"the command ended as {result}"),
    };

    /// <summary>The answer as a line, with its end.</summary>
    public static string Write(ResponseDocument response) =>
        JsonLayout.Write(response, RequestJsonContext.Default.ResponseDocument, indented: false) + "\n";
}

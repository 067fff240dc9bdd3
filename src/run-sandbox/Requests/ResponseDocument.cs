using System.ComponentModel;

namespace RunSandbox.Requests;

/// <summary>The answer to a request: one line of JSON.</summary>
internal sealed record ResponseDocument
{
    [Description("exited, killed, memoryLimit, pidsLimit, timeLimit, outputLimit, requestInvalid or internalError.")]
    public required string Status { get; init; }

    [Description("With exited: the exit code.")]
    public int? Code { get; init; }

    [Description("With killed: the name of the signal, such as SIGTERM.")]
    public string? Signal { get; init; }

    [Description("With requestInvalid and internalError: what is wrong, the key first where it is about one.")]
    public string? Description { get; init; }
}

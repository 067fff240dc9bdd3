using System.ComponentModel;

namespace RunSandbox.Requests;

/// <summary>A request's <see cref="RequestDocument.StdStreams"/>.</summary>
internal sealed record RequestStreamsDocument
{
    [Description("The file of the host the frames go to, made with mode 0600 or emptied.")]
    public required string Dest { get; init; }

    [Description("The most bytes taken, headers included; one more ends the run. Default: no limit.")]
    public double? Limit { get; init; }
}

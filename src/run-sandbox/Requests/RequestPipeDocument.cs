using System.ComponentModel;

namespace RunSandbox.Requests;

/// <summary>One of a request's <see cref="RequestDocument.Pipes"/>.</summary>
internal sealed record RequestPipeDocument
{
    [Description("The file of the host it goes to, made with mode 0600 or emptied.")]
    public required string Dest { get; init; }

    [Description("Whether standard output goes there.")]
    [DefaultValue(false)]
    public bool? Stdout { get; init; }

    [Description("Whether standard error goes there.")]
    [DefaultValue(false)]
    public bool? Stderr { get; init; }

    [Description("A named pipe that is made inside; what is written to it goes there.")]
    public string? Src { get; init; }

    [Description("The most bytes taken; one more ends the run. Default: no limit.")]
    public double? Limit { get; init; }
}

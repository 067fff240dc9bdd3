using System.ComponentModel;

namespace RunSandbox.Requests;

/// <summary>One of a request's <see cref="RequestDocument.CopyFiles"/>.</summary>
internal sealed record RequestCopyDocument
{
    [Description("The file inside.")]
    public required string Src { get; init; }

    [Description("The file of the host it is copied to, made with mode 0600 or emptied.")]
    public required string Dest { get; init; }

    [Description("Whether standard output is what is copied. No file is made then.")]
    [DefaultValue(false)]
    public bool? Stdout { get; init; }

    [Description("Whether standard error is what is copied.")]
    [DefaultValue(false)]
    public bool? Stderr { get; init; }

    [Description("The most bytes copied; more is outputLimit. Default: no limit.")]
    public double? Limit { get; init; }
}

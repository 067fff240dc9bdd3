using System.ComponentModel;

namespace RunSandbox.Requests;

/// <summary>One of a request's <see cref="RequestDocument.Mounts"/>.</summary>
internal sealed record RequestMountDocument
{
    [Description("bind, tmpfs, proc, sysfs, devpts or mqueue.")]
    public required string Type { get; init; }

    [Description("Where it appears, inside; / takes the place of the root.")]
    public required string Dest { get; init; }

    [Description("For bind: the file or directory of the host.")]
    public string? Src { get; init; }

    [Description("For tmpfs: size=BYTES and nr_inodes=NUMBER, also with k, m, g or t, and mode=OCTAL, separated by commas.")]
    [DefaultValue("")]
    public string? Options { get; init; }

    [Description("Whether nothing can be written through it.")]
    [DefaultValue(false)]
    public bool? Ro { get; init; }
}

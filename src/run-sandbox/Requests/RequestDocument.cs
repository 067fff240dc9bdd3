using System.ComponentModel;

namespace RunSandbox.Requests;

/// <summary>A request as it is written; see docs/request.md. What is null was left out.</summary>
internal sealed record RequestDocument
{
    [Description("The command and its arguments, at least one text. A name without a slash is looked up in PATH of env, or else in /usr/local/bin:/usr/bin:/bin.")]
    public required IReadOnlyList<string> Cmd { get; init; }

    [Description("The host name inside, 1 to 64 bytes.")]
    [DefaultValue("sandals")]
    public string? HostName { get; init; }

    [Description("The NIS domain name inside, 1 to 64 bytes.")]
    [DefaultValue("sandals")]
    public string? DomainName { get; init; }

    [Description("The user id inside. Outside, the command stays the caller.")]
    [DefaultValue(0)]
    public int? Uid { get; init; }

    [Description("The group id inside.")]
    [DefaultValue(0)]
    public int? Gid { get; init; }

    [Description("The directory of the host that is / inside, writable as far as the caller may write.")]
    [DefaultValue("/")]
    public string? Chroot { get; init; }

    [Description("What is mounted, in this order.")]
    [DefaultValue("[]")]
    public IReadOnlyList<RequestMountDocument>? Mounts { get; init; }

    [Description("The directory of a control group (cgroup v2) that is there already, to run in. Without cgroupConfig it counts for nothing.")]
    public string? Cgroup { get; init; }

    [Description("The directory of the control group in which a new one is made, where cgroup names none. Default: the caller's own. Without cgroupConfig it counts for nothing.")]
    public string? CgroupRoot { get; init; }

    [Description("Files of the control group, such as memory.max, and what is written to them. Without it the command runs in the caller's.")]
    public IReadOnlyDictionary<string, string>? CgroupConfig { get; init; }

    [Description("A seccomp policy in the language of Kafel. Not supported: refused as internalError.")]
    public string? SeccompPolicy { get; init; }

    [Description("Whether the kernel randomizes addresses.")]
    [DefaultValue(true)]
    public bool? VaRandomize { get; init; }

    [Description("The environment, each KEY=VALUE. Nothing is inherited.")]
    [DefaultValue("[]")]
    public IReadOnlyList<string>? Env { get; init; }

    [Description("The directory the command starts in, inside.")]
    [DefaultValue("/")]
    public string? WorkDir { get; init; }

    [Description("Seconds after which everything is killed; 0: at once.")]
    public double? TimeLimit { get; init; }

    [Description("Where output goes. What none names is dropped.")]
    [DefaultValue("[]")]
    public IReadOnlyList<RequestPipeDocument>? Pipes { get; init; }

    [Description("Files that are copied out when it is over, however it ended.")]
    [DefaultValue("[]")]
    public IReadOnlyList<RequestCopyDocument>? CopyFiles { get; init; }

    [Description("Standard output and error together, in frames.")]
    public RequestStreamsDocument? StdStreams { get; init; }
}

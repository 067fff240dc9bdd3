namespace Sandbox;

/// <summary>Where the command's three standard streams come from and go to.</summary>
public sealed record SandboxStdio
{
    /// <summary>The caller's own three streams.</summary>
    public static SandboxStdio Inherited { get; } = new();

    /// <summary>No input; output and error captured, each up to <see cref="CaptureOutput.DefaultLimit"/> bytes.</summary>
    public static SandboxStdio Captured { get; } = new()
    {
        Input = SandboxInput.Null,
        Output = SandboxOutput.Capture(),
        Error = SandboxOutput.Capture(),
    };

    /// <summary>No input, and both outputs dropped.</summary>
    public static SandboxStdio Discarded { get; } = new()
    {
        Input = SandboxInput.Null,
        Output = SandboxOutput.Null,
        Error = SandboxOutput.Null,
    };

    /// <summary>Standard input. Default: the caller's.</summary>
    public SandboxInput Input { get; init; } = SandboxInput.Inherit;

    /// <summary>Standard output. Default: the caller's.</summary>
    public SandboxOutput Output { get; init; } = SandboxOutput.Inherit;

    /// <summary>Standard error. Default: the caller's.</summary>
    public SandboxOutput Error { get; init; } = SandboxOutput.Inherit;

    /// <summary>
    /// Whether what is written to the two outputs is passed on in the order of writing, each write by itself. Both must be
    /// streams or captured. Default: false.
    /// </summary>
    /// <remarks>
    /// They are sockets then, which share a queue (unix(7), SOCK_DGRAM): a single write of more bytes than fit in one
    /// (twice net.core.wmem_max, some 400 KB by default) fails with EMSGSIZE, and /dev/stdout and /dev/stderr cannot be
    /// opened.
    /// </remarks>
    public bool InOrder { get; init; }
}

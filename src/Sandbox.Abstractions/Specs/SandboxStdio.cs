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
}

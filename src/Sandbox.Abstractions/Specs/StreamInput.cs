namespace Sandbox;

/// <summary>A stream of the caller as standard input; it has no form in JSON.</summary>
public sealed record StreamInput : SandboxInput
{
    /// <summary>The stream, readable; it is not disposed.</summary>
    public required Stream Source { get; init; }
}

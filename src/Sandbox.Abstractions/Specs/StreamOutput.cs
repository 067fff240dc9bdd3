namespace Sandbox;

/// <summary>An output that goes to a stream of the caller; it has no form in JSON.</summary>
public sealed record StreamOutput : SandboxOutput
{
    /// <summary>The stream, writable; it is not disposed.</summary>
    public required Stream Destination { get; init; }
}

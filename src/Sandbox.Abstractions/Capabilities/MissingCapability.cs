namespace Sandbox;

/// <summary>Something a back-end cannot do on this machine, why, and what would help.</summary>
public sealed record MissingCapability
{
    /// <summary>
    /// What is missing; one or more capabilities with the same cause, or none where one spec cannot be expressed
    /// (<see cref="SandboxSpecException.Backend"/>).
    /// </summary>
    public required SandboxCapabilities Capabilities { get; init; }

    /// <summary>Why: what was tried and how the kernel answered.</summary>
    public required string Reason { get; init; }

    /// <summary>What would provide it; null where nothing on this machine can.</summary>
    public string? Remedy { get; init; }
}

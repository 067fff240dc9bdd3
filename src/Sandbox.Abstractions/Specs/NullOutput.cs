namespace Sandbox;

/// <summary>An output that is dropped.</summary>
public sealed record NullOutput : SandboxOutput;

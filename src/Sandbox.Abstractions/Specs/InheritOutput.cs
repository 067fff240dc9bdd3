namespace Sandbox;

/// <summary>The caller's stream of the same kind.</summary>
public sealed record InheritOutput : SandboxOutput;

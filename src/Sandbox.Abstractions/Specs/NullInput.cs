namespace Sandbox;

/// <summary>An input at its end.</summary>
public sealed record NullInput : SandboxInput;

namespace Sandbox;

/// <summary>The caller's standard input.</summary>
public sealed record InheritInput : SandboxInput;

namespace Sandbox;

/// <summary>A minimal /dev; see <see cref="SandboxMount.Dev"/>.</summary>
public sealed record DevMount : SandboxMount;

namespace Sandbox;

/// <summary>An empty tree; see <see cref="SandboxRoot.Empty"/>.</summary>
public sealed record EmptyRoot : SandboxRoot;

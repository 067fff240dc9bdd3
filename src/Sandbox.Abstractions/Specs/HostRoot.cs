namespace Sandbox;

/// <summary>The host's tree as it is; see <see cref="SandboxRoot.Host"/>.</summary>
public sealed record HostRoot : SandboxRoot;

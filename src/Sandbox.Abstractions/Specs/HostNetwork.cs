namespace Sandbox;

/// <summary>The host's network; see <see cref="SandboxNetwork.Host"/>.</summary>
public sealed record HostNetwork : SandboxNetwork;

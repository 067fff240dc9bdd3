namespace Sandbox;

/// <summary>Loopback only; see <see cref="SandboxNetwork.None"/>.</summary>
public sealed record NoNetwork : SandboxNetwork;

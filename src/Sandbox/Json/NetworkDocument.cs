namespace Sandbox.Json;

/// <summary>
/// The full JSON form of a <see cref="NoNetwork"/>; a <see cref="SandboxNetwork"/> has the short ones <c>"none"</c>,
/// <c>"loopback"</c> and <c>"host"</c>.
/// </summary>
internal sealed record NetworkDocument
{
    public IReadOnlyList<string>? Addresses { get; init; }

    public IReadOnlyList<string>? MulticastGroups { get; init; }

    public string? HostNameAddress { get; init; }
}

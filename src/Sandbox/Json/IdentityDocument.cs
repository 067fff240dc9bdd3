namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="SandboxIdentity"/>.</summary>
internal sealed record IdentityDocument
{
    public uint? UserId { get; init; }

    public uint? GroupId { get; init; }

    public string? HostName { get; init; }

    public string? DomainName { get; init; }
}

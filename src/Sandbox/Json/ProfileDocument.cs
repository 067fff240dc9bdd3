namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="SandboxProfile"/>: members of a spec, with the same forms.</summary>
internal sealed record ProfileDocument
{
    public string? Description { get; init; }

    public IReadOnlyList<MountDocument>? Mounts { get; init; }

    public IReadOnlyList<ShortForm<DenyDocument>>? Deny { get; init; }

    public ShortForm<NetworkDocument>? Network { get; init; }

    public EnvironmentDocument? Environment { get; init; }

    public LimitsDocument? Limits { get; init; }
}

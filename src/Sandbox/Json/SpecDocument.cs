namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="SandboxSpec"/>. What is null is left out, and means the default.</summary>
internal sealed record SpecDocument
{
    public required string FileName { get; init; }

    public IReadOnlyList<string>? Arguments { get; init; }

    public ShortForm<RootDocument>? Root { get; init; }

    public IReadOnlyList<string>? Inputs { get; init; }

    public IReadOnlyList<string>? Outputs { get; init; }

    public string? ScratchDirectory { get; init; }

    public bool? KeepScratch { get; init; }

    public bool? ReportChanges { get; init; }

    public IReadOnlyList<MountDocument>? Mounts { get; init; }

    public IReadOnlyList<ShortForm<DenyDocument>>? Deny { get; init; }

    public ShortForm<NetworkDocument>? Network { get; init; }

    public EnvironmentDocument? Environment { get; init; }

    public string? WorkingDirectory { get; init; }

    public IdentityDocument? Identity { get; init; }

    public UnixFileMode? Umask { get; init; }

    public LimitsDocument? Limits { get; init; }

    public CgroupDocument? Cgroup { get; init; }

    public StdioDocument? Stdio { get; init; }

    public IReadOnlyList<NamedPipeDocument>? NamedPipes { get; init; }

    public IReadOnlyList<CollectedFileDocument>? CollectedFiles { get; init; }

    public IReadOnlyList<int>? KeepFileDescriptors { get; init; }

    public bool? NewSession { get; init; }

    public bool? AsPid1 { get; init; }

    public bool? RandomizeAddresses { get; init; }

    public bool? FakeChown { get; init; }

    public bool? AllowDegraded { get; init; }
}

namespace Sandbox.Json;

/// <summary>The JSON form of how a run ended: <c>--report</c>.</summary>
internal sealed record ReportDocument
{
    public required string Status { get; init; }

    public int? ExitCode { get; init; }

    public int? Signal { get; init; }

    public string? Backend { get; init; }

    /// <summary>In seconds.</summary>
    public double? Elapsed { get; init; }

    public UsageDocument? Usage { get; init; }

    /// <summary>Only where it is true.</summary>
    public bool? IsStandardOutputCut { get; init; }

    /// <summary>Only where it is true.</summary>
    public bool? IsStandardErrorCut { get; init; }

    public IReadOnlyList<SandboxOutputError>? OutputErrors { get; init; }

    public IReadOnlyList<string>? KeptDirectories { get; init; }

    public IReadOnlyList<string>? Notices { get; init; }

    public IReadOnlyList<SandboxWarning>? Warnings { get; init; }

    public IReadOnlyList<CollectedFileResult>? CollectedFiles { get; init; }

    public IReadOnlyList<BackendDocument>? PassedOver { get; init; }

    public ErrorDocument? Error { get; init; }
}

namespace Sandbox;

/// <summary>One fact about this machine that decides what a sandbox can do here.</summary>
public sealed record HostFact
{
    /// <summary>The fact's stable name in camel case, for instance <c>kernelVersion</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What was read; null where the kernel does not know it or it could not be read.</summary>
    public string? Value { get; init; }

    /// <summary>What it means where it is in the way, and what to do; null where it is fine.</summary>
    public string? Problem { get; init; }
}

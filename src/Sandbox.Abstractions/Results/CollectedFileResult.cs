namespace Sandbox;

/// <summary>What became of one of <see cref="SandboxSpec.CollectedFiles"/>.</summary>
public sealed record CollectedFileResult
{
    /// <summary>The path inside the sandbox, as the spec has it.</summary>
    public required string Path { get; init; }

    /// <summary>The bytes that were copied.</summary>
    public long Length { get; init; }

    /// <summary>Whether it had more than <see cref="CollectedFile.Limit"/> bytes; just so many were copied.</summary>
    public bool IsLimitExceeded { get; init; }

    /// <summary>Whether it is not there though the command could have made it: its directory is there and writable.</summary>
    public bool IsMissing { get; init; }

    /// <summary>Why it was not copied, or not as a whole; null when it was.</summary>
    public string? Failure { get; init; }
}

namespace Sandbox;

/// <summary>A file that is copied out of the sandbox when it is over, however the command ended.</summary>
/// <remarks>
/// It is opened when every process of the sandbox is dead, with the rights the command had, and only if it is a regular
/// file and no component of its path is a symbolic link (openat2(2), RESOLVE_NO_SYMLINKS). What could not be taken is
/// told by <see cref="SandboxResult.CollectedFiles"/>.
/// </remarks>
public sealed record CollectedFile
{
    /// <summary>The file: an absolute path inside the sandbox.</summary>
    public required string Path { get; init; }

    /// <summary>Where the content goes: <see cref="SandboxOutput.File"/> or <see cref="SandboxOutput.Stream"/>.</summary>
    public required SandboxOutput Destination { get; init; }

    /// <summary>The most bytes that are copied, 0 or more; a longer file is a limit exceeded. Null: no limit.</summary>
    public long? Limit { get; init; }
}

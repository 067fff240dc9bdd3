namespace Sandbox;

/// <summary>What an image may hold; more is refused, so that a small file cannot fill a disk.</summary>
public sealed record AppContainerImageLimits
{
    /// <summary>The most files, directories and links. Default: a million.</summary>
    public int Entries { get; init; } = 1_000_000;

    /// <summary>The most bytes, of all it is unpacked to. Default: 16 GiB.</summary>
    public long Bytes { get; init; } = 16L * 1024 * 1024 * 1024;
}

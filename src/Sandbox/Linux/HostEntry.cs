namespace Sandbox.Linux;

/// <summary>What is at a path of the host (lstat(2)).</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Mode">Its permission bits.</param>
/// <param name="UserId">Its owner.</param>
public readonly record struct HostEntry(HostEntryKind Kind, UnixFileMode Mode, uint UserId)
{
    /// <summary>Whether it is a directory.</summary>
    public bool IsDirectory => Kind == HostEntryKind.Directory;
}

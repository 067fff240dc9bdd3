namespace Sandbox.Linux;

/// <summary>A mounted file system of the host.</summary>
/// <param name="Path">Where it is mounted: an absolute path without links.</param>
/// <param name="FileSystem">Its type, for instance <c>ext4</c>.</param>
public readonly record struct HostMount(string Path, string FileSystem);

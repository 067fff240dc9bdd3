namespace Sandbox.Linux.Checks;

/// <summary>One mount of a <see cref="MountTable"/>.</summary>
/// <param name="Root">The path within its file system that is mounted.</param>
/// <param name="Target">Where it is mounted.</param>
/// <param name="FileSystem">The file system's type.</param>
internal sealed record MountTableEntry(string Root, string Target, string FileSystem);

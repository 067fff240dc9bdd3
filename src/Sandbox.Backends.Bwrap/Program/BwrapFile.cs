namespace Sandbox.Backends.Bwrap.Program;

/// <summary>A file that may be bubblewrap, and by what it is told from another one in its place.</summary>
/// <param name="Path">Where it is found.</param>
/// <param name="Mode">Its permission bits, links followed.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="Made">When it was made: an upgrade makes a new one.</param>
/// <param name="Written">When it was written.</param>
internal sealed record BwrapFile(string Path, UnixFileMode Mode, long Length, DateTime Made, DateTime Written)
{
    /// <summary>The regular file at a path, links followed; null where there is none that can be looked at.</summary>
    public static BwrapFile? At(string path)
    {
        try
        {
            // The attributes of a link are its own.
            var file = new FileInfo(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
            return file.Exists
                ? new(path, file.UnixFileMode, file.Length, file.CreationTimeUtc, file.LastWriteTimeUtc)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

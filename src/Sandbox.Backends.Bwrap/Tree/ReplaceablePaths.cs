using Sandbox.Linux;

namespace Sandbox.Backends.Bwrap.Tree;

/// <summary>
/// Which paths of the host may come to lead to something else between the plan and the mount: those below a directory that
/// the caller, and so any other sandbox of the caller's, may write to.
/// </summary>
internal sealed class ReplaceablePaths(IHostFileSystem files, HostFacts facts)
{
    private readonly Dictionary<string, bool> _directories = new(StringComparer.Ordinal);

    /// <param name="path">An absolute path without links.</param>
    public bool Include(string path)
    {
        if (path == "/")
        {
            return false;
        }

        var directory = Path.GetDirectoryName(path)!;
        if (!_directories.TryGetValue(directory, out var isReplaceable))
        {
            isReplaceable = MayBeWritten(directory) || Include(directory);
            _directories.Add(directory, isReplaceable);
        }

        return isReplaceable;
    }

    // Where it is a matter of doubt, such as an access control list, the answer is yes.
    private bool MayBeWritten(string directory) =>
        facts.UserId == 0
        || files.Lookup(directory) is not { } entry
        || entry.UserId == facts.UserId
        || (entry.Mode & (UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) != 0;
}

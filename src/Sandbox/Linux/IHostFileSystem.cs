namespace Sandbox.Linux;

/// <summary>What a planner may ask about the host's files. Asking changes nothing, and no link is followed.</summary>
public interface IHostFileSystem
{
    /// <summary>What is at a path, or null where there is nothing or it cannot be looked up (lstat(2)).</summary>
    /// <param name="path">An absolute path; its last component is not followed.</param>
    HostEntry? Lookup(string path);

    /// <summary>What a symbolic link says (readlink(2)), or null where it is none.</summary>
    /// <param name="path">An absolute path; its last component is not followed.</param>
    string? ReadLink(string path);

    /// <summary>The names in a directory, without <c>.</c> and <c>..</c>; empty where it cannot be read.</summary>
    /// <param name="path">An absolute path.</param>
    IEnumerable<string> List(string path);

    /// <summary>
    /// What is mounted where, in the order it was mounted; empty where that cannot be read (proc_pid_mountinfo(5)).
    /// </summary>
    IEnumerable<HostMount> Mounts { get; }
}

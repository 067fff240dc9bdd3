namespace Sandbox.EndToEnd.Tests;

/// <summary>One mount as /proc/PID/mountinfo shows it (proc_pid_mountinfo(5)).</summary>
/// <param name="Target">Where it is mounted.</param>
/// <param name="Options">Its own options: ro, nosuid, …</param>
/// <param name="FileSystem">The type of the file system.</param>
internal sealed record MountEntry(string Target, IReadOnlyList<string> Options, string FileSystem);

/// <summary>The mounts of a sandbox.</summary>
/// <param name="Mounts">All of them, in the order of mounting.</param>
internal sealed record MountTable(IReadOnlyList<MountEntry> Mounts)
{
    /// <summary>Without those that another mount on the same place covers.</summary>
    public IEnumerable<MountEntry> Visible => Mounts.GroupBy(mount => mount.Target).Select(mounts => mounts.Last());

    /// <summary>Reads the text of mountinfo.</summary>
    public static MountTable Parse(string mountInfo) => new(
        [.. mountInfo.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ParseLine)]);

    private static MountEntry ParseLine(string line)
    {
        var fields = line.Split(' ');
        return new MountEntry(fields[4].Replace("\\040", " "), fields[5].Split(','), fields[Array.IndexOf(fields, "-") + 1]);
    }
}

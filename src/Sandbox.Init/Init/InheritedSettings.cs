using Sandbox.Init.Linux;

namespace Sandbox.Init.Init;

/// <summary>What the init changes for its own work, and the command gets back as the caller had it.</summary>
internal unsafe struct InheritedSettings
{
    private uint umask;
    private ResourceLimit openFiles;
    private bool areOpenFilesRaised;

    /// <summary>From here on a new file has exactly the mode that is asked for.</summary>
    public static InheritedSettings TakeUmask() => new() { umask = Files.SetUmask(0) };

    /// <summary>
    /// Allows at least <paramref name="count"/> open descriptors, if the hard limit does (getrlimit(2)); where it does
    /// not, opening one too many is what fails.
    /// </summary>
    public void AllowOpenFiles(ulong count)
    {
        ResourceLimit limit;
        if (areOpenFilesRaised
            || Processes.Limit(ResourceLimit.RLIMIT_NOFILE, null, &limit) < 0
            || limit.Soft >= count)
        {
            return;
        }

        openFiles = limit;
        areOpenFilesRaised = true;
        limit.Soft = limit.Hard;
        Processes.Limit(ResourceLimit.RLIMIT_NOFILE, &limit, null);
    }

    public void Restore()
    {
        Files.SetUmask(umask);
        if (areOpenFilesRaised)
        {
            var limit = openFiles;
            Processes.Limit(ResourceLimit.RLIMIT_NOFILE, &limit, null);
        }
    }
}

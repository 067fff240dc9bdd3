namespace Sandbox.Linux.Cgroups;

/// <summary>Takes the group of a run down.</summary>
internal static class CgroupRemoval
{
    /// <summary>The lower level, which the command is in.</summary>
    public const string CommandLeaf = "command";

    // The kernel lets go of the last process a moment after it was reaped.
    private const int Attempts = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(5);

    /// <summary>Removes a group, or has what is still in it killed.</summary>
    /// <returns>False where something stays for now.</returns>
    public static bool TryRemove(CgroupDirectory group)
    {
        if (TryDelete(group.Child(CommandLeaf).Path) && TryDelete(group.Path))
        {
            return true;
        }

        // Linux 5.14; before that, only what has no pid namespace can have left something.
        group.TryWrite("cgroup.kill", "1");
        return false;
    }

    /// <summary>Removes a group, waiting for processes that are dying.</summary>
    /// <returns>False where something stays.</returns>
    public static async ValueTask<bool> TryRemoveAsync(CgroupDirectory group)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (TryRemove(group))
            {
                return true;
            }

            await Task.Delay(Interval, TimeProvider.System).ConfigureAwait(false);
        }

        return false;
    }

    private static bool TryDelete(string path)
    {
        try
        {
            Directory.Delete(path);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}

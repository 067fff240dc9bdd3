using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Sandbox.Linux.Cgroups;

/// <summary>Takes the group of a run down.</summary>
internal static class CgroupRemoval
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Removes a group, ends what is still in it, and waits until it is empty.</summary>
    /// <returns>False where something stays: a process that cannot be killed for now.</returns>
    public static bool TryRemove(CgroupDirectory group)
    {
        if (TryDelete(group))
        {
            return true;
        }

        // Linux 5.14; before that, only what has no pid namespace can have left something.
        group.TryWrite("cgroup.kill", "1");
        return IsEmptySoon(group) && TryDelete(group);
    }

    private static bool TryDelete(CgroupDirectory group) => CgroupLayout.PartsOf(group).All(part => TryDelete(part.Path));

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

    // The kernel tells a change of the file to those who have read it (cgroups(7)).
    private static unsafe bool IsEmptySoon(CgroupDirectory group)
    {
        const string Events = "cgroup.events";
        using var events = new DescriptorHandle(LibC.open($"{group.Path}/{Events}", LibC.O_RDONLY | LibC.O_CLOEXEC, 0));
        var started = Stopwatch.GetTimestamp();
        byte first;
        while (!events.IsInvalid)
        {
            if (LibC.pread(events.Number, &first, 1, 0) < 0)
            {
                return false;
            }

            var left = Patience - Stopwatch.GetElapsedTime(started);
            if (group.ReadNumber(Events, "populated") == 0)
            {
                return true;
            }

            var poll = new PollDescriptor { Descriptor = events.Number, Events = LibC.POLLPRI };
            if (left <= TimeSpan.Zero
                || (LibC.poll(&poll, 1, (int)left.TotalMilliseconds + 1) < 0 && Marshal.GetLastPInvokeError() != Errno.EINTR))
            {
                return false;
            }
        }

        return false;
    }
}

using System.Globalization;

namespace Sandbox.Linux.Cgroups;

/// <summary>Who started whom (proc_pid_status(5)).</summary>
internal static class ProcessAncestry
{
    // Deeper than any real tree; and a number that is reused meanwhile cannot make a circle.
    private const int MaxDepth = 1000;

    /// <summary>Whether a process is this one or descends from it.</summary>
    public static bool IsSelfOrDescendant(int pid)
    {
        for (var depth = 0; depth < MaxDepth && pid > 0; depth++)
        {
            if (pid == Environment.ProcessId)
            {
                return true;
            }

            if (ProcFiles.ReadField(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/status"), "PPid") is not { } parent)
            {
                // It has ended meanwhile, and nobody has to move it.
                return depth == 0;
            }

            pid = int.TryParse(parent, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        }

        return false;
    }
}

using System.Globalization;
using Sandbox.Linux.Checks;

namespace Sandbox.Linux;

/// <summary>
/// The limit on processes that a user namespace has without any group (RLIMIT_NPROC, getrlimit(2)): since Linux 5.14 the
/// kernel counts the processes of a user in each namespace apart, and in those above as well.
/// </summary>
internal static class NamespaceProcessLimit
{
    private static readonly Version Since = new(5, 14);

    /// <summary>Whether the kernel holds it for this process.</summary>
    public static Lazy<bool> IsHeld { get; } = new(() => Judge(
        ProcFiles.ReadSysctl("kernel/osrelease"), ProcFiles.Read("/proc/self/uid_map"), LibC.geteuid()));

    /// <param name="release">The kernel's version, as uname(2) has it.</param>
    /// <param name="map">What /proc/self/uid_map holds: which ids this namespace's are outside.</param>
    /// <param name="userId">The effective user id.</param>
    public static bool Judge(string? release, string? map, uint userId) =>
        KernelVersionCheck.Parse(release) >= Since && OutsideId(map, userId) is > 0;

    // The host's root is exempt, under whatever id it goes here. What cannot be found out is not promised.
    private static uint? OutsideId(string? map, uint userId)
    {
        foreach (var line in (map ?? "").Split('\n'))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields is [var first, var outside, var count]
                && Number(first) is { } start && Number(outside) is { } target && Number(count) is { } length
                && userId >= start && userId - start < length)
            {
                return target + (userId - start);
            }
        }

        return null;
    }

    private static uint? Number(string text) =>
        uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

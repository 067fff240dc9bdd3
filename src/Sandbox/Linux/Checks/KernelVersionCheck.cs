using System.Globalization;

namespace Sandbox.Linux.Checks;

/// <summary>Whether the kernel has the mount calls sandboxes are built with (mount_setattr(2), since 5.12).</summary>
internal static class KernelVersionCheck
{
    private static readonly Version Oldest = new(5, 12);

    /// <param name="release">What uname(2) calls the release, for instance <c>6.1.0-25-amd64</c>.</param>
    public static HostFact Judge(string? release) => new()
    {
        Name = "kernelVersion",
        Value = release,
        Problem = Parse(release) is { } version && version < Oldest
            ? $"older than {Oldest}, so the call mount_setattr is missing: upgrade the kernel"
            : null,
    };

    /// <summary>Major and minor number of a release; null where it has none.</summary>
    public static Version? Parse(string? release)
    {
        var parts = (release ?? "").Split('.', 3);
        return parts.Length >= 2 && TryParseLeading(parts[0], out var major) && TryParseLeading(parts[1], out var minor)
            ? new Version(major, minor)
            : null;
    }

    // Releases such as "4.19-rc1" have a suffix right behind the minor number.
    private static bool TryParseLeading(string part, out int number)
    {
        var length = part.AsSpan().IndexOfAnyExceptInRange('0', '9');
        var digits = part.AsSpan(0, length < 0 ? part.Length : length);
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}

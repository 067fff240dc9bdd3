using System.Globalization;

namespace Sandbox.Linux;

/// <summary>Which capabilities this process holds of those that back-ends without user namespaces need (capabilities(7)).</summary>
/// <param name="MayChangeRoot">CAP_SYS_CHROOT.</param>
/// <param name="MayMount">CAP_SYS_ADMIN; whether the machine lets it mount is another question.</param>
public sealed record CallerPrivileges(bool MayChangeRoot, bool MayMount)
{
    private const int CAP_SYS_CHROOT = 18;
    private const int CAP_SYS_ADMIN = 21;

    /// <summary>Reads them from /proc/self/status; none where that cannot be read.</summary>
    public static CallerPrivileges Read() => Parse(ProcFiles.ReadField("/proc/self/status", "CapEff") ?? "");

    /// <summary>Reads them from a set in hexadecimal such as <c>00000000a80425fb</c>; none where it is no number.</summary>
    internal static CallerPrivileges Parse(string set) =>
        ulong.TryParse(set, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var bits)
            ? new((bits & (1UL << CAP_SYS_CHROOT)) != 0, (bits & (1UL << CAP_SYS_ADMIN)) != 0)
            : new(MayChangeRoot: false, MayMount: false);
}

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
        ProcFiles.ReadSysctl("kernel/osrelease"), HostFileSystem.Instance.Lookup("/proc/sys")?.UserId, LibC.geteuid()));

    /// <param name="release">The kernel's version, as uname(2) has it.</param>
    /// <param name="rootsId">
    /// Who owns /proc/sys, as seen from here, which is the host's root: its id, or that of nobody where it has none here. The
    /// map of this user namespace says less, only what ids are in the one above.
    /// </param>
    /// <param name="userId">The effective user id.</param>
    /// <remarks>The host's root is exempt, under whatever id it goes here. What cannot be found out is not promised.</remarks>
    public static bool Judge(string? release, uint? rootsId, uint userId) =>
        KernelVersionCheck.Parse(release) >= Since && rootsId is { } root && root != userId;
}

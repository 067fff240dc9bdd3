using System.Globalization;

namespace Sandbox.Linux;

/// <summary>What to do where the machine refuses to isolate, by the step that was refused.</summary>
internal static class RefusalHints
{
    private const int CAP_SETFCAP = 31;

    private const string AppArmor =
        "AppArmor restricts unprivileged user namespaces here (Ubuntu 23.10 and later): add a profile for this program "
        + "with 'userns,', or set sysctl kernel.apparmor_restrict_unprivileged_userns=0";

    /// <summary>For clone(2) with namespaces.</summary>
    public static string? ForClone(int errno) => errno switch
    {
        Errno.EPERM when ProcFiles.ReadSysctl("kernel/unprivileged_userns_clone") == "0" =>
            "unprivileged user namespaces are switched off: sysctl kernel.unprivileged_userns_clone=1",
        Errno.EPERM =>
            "the kernel or a container's seccomp filter refuses user namespaces; in a container, allow clone and unshare "
            + "(docker run --security-opt seccomp=unconfined), and leave any chroot first",
        Errno.ENOSPC or Errno.EUSERS =>
            "the limit on namespaces is reached: raise sysctl user.max_user_namespaces and its neighbours",
        Errno.EINVAL or Errno.ENOSYS => "the kernel lacks one of the namespaces; 5.12 or later with CONFIG_USER_NS is needed",
        Errno.EAGAIN => "the limit on processes is reached (ulimit -u, pids.max)",
        _ => null,
    };

    /// <summary>For writing the id maps of a fresh user namespace.</summary>
    public static string? ForUserNamespaceSetup(int errno) => errno switch
    {
        Errno.EPERM when IsPowerlessRoot =>
            "user 0 without the capability setfcap, as in a sandbox, cannot be mapped into a further user namespace: give "
            + "the outer sandbox another user (--uid 1000 --gid 1000)",
        Errno.EPERM or Errno.EACCES when IsAppArmorRestricting => AppArmor,
        Errno.EPERM or Errno.EACCES => "user namespaces can be made here but not set up: a security module forbids it",
        Errno.ENOENT => "/proc must be mounted",
        Errno.EROFS => "/proc is mounted read-only, as some containers have it: a writable /proc is needed",
        _ => null,
    };

    /// <summary>For the first mounts in a fresh mount namespace.</summary>
    public static string? ForMount(int errno) => errno switch
    {
        Errno.EPERM or Errno.EACCES when IsAppArmorRestricting => AppArmor,
        Errno.EPERM or Errno.EACCES =>
            "mounting is forbidden in this user namespace: a container's AppArmor profile or seccomp filter may do so "
            + "(docker run --security-opt apparmor=unconfined --security-opt seccomp=unconfined)",
        Errno.ENOSYS => "the kernel lacks the new mount calls; 5.12 or later is needed, or a seccomp filter hides them",
        _ => null,
    };

    /// <summary>What the kernel asks of those who map their parent's user 0, since 5.12 (user_namespaces(7)).</summary>
    private static bool IsPowerlessRoot =>
        LibC.geteuid() == 0
        && ProcFiles.ReadField("/proc/self/status", "CapEff") is { } capabilities
        && ulong.TryParse(capabilities, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var effective)
        && (effective & (1UL << CAP_SETFCAP)) == 0;

    private static bool IsAppArmorRestricting =>
        ProcFiles.ReadSysctl("kernel/apparmor_restrict_unprivileged_userns") == "1";
}

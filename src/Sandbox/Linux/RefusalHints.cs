using System.Globalization;
using Sandbox.Linux.Checks;
using Sandbox.Plans;

namespace Sandbox.Linux;

/// <summary>What to do where the machine refuses to isolate, by the step that was refused.</summary>
internal static class RefusalHints
{
    private const int CAP_SETFCAP = 31;

    private const string ThisProgram = "this program";

    private const string Seccomp =
        "a seccomp filter, as containers have, refuses the call: allow clone, unshare and the mount calls (docker run "
        + "--security-opt seccomp=unconfined, Kubernetes seccompProfile: Unconfined)";

    /// <summary>For what a wrapper was refused; null where there is nothing to say.</summary>
    /// <param name="refusal">What it was.</param>
    /// <param name="program">The wrapper's path.</param>
    public static string? For(WrapperRefusal refusal, string program) => refusal switch
    {
        { Errno: null } => null,
        { Operation: RefusedOperation.Namespaces, Errno: { } errno } => ForClone(errno, program),
        { Operation: RefusedOperation.UserNamespaceSetup, Errno: { } errno } => ForUserNamespaceSetup(errno, program),
        { Operation: RefusedOperation.Mounts, Errno: { } errno } => ForMount(errno, program),
        { Operation: RefusedOperation.Proc, Errno: { } errno } => ForProc(errno, program),
        _ => null,
    };

    /// <summary>For clone(2) with namespaces.</summary>
    /// <param name="errno">The kernel's answer.</param>
    /// <param name="program">Who called.</param>
    public static string? ForClone(int errno, string program = ThisProgram) => errno switch
    {
        Errno.EPERM or Errno.EACCES when SeccompEvidence.RefusesNamespaces() => Seccomp,
        Errno.EPERM or Errno.EACCES when IsAppArmorRestricting => AppArmor(program),
        Errno.EPERM when UserNamespaceChecks.AreForRootOnly =>
            "unprivileged user namespaces are switched off: sysctl kernel.unprivileged_userns_clone=1",
        Errno.EPERM or Errno.EACCES =>
            "the kernel or a security module refuses user namespaces: leave any chroot first, and in a container allow them "
            + "(docker run --security-opt apparmor=unconfined --security-opt seccomp=unconfined)",
        Errno.ENOSPC when ProcFiles.ReadSysctl("user/max_user_namespaces") == "0" =>
            "user namespaces are switched off: sysctl user.max_user_namespaces=15000",
        Errno.ENOSPC or Errno.EUSERS =>
            "the limit on namespaces is reached: raise sysctl user.max_user_namespaces and its neighbours",
        Errno.EINVAL or Errno.ENOSYS => "the kernel lacks one of the namespaces; 5.12 or later with CONFIG_USER_NS is needed",
        Errno.EAGAIN => "the limit on processes is reached (ulimit -u, pids.max)",
        _ => null,
    };

    /// <summary>For writing the id maps of a fresh user namespace.</summary>
    public static string? ForUserNamespaceSetup(int errno, string program = ThisProgram) => errno switch
    {
        Errno.EPERM when IsPowerlessRoot =>
            "user 0 without the capability setfcap, as in a sandbox, cannot be mapped into a further user namespace: give "
            + "the outer sandbox another user (--uid 1000 --gid 1000)",
        Errno.EPERM or Errno.EACCES when IsAppArmorRestricting => AppArmor(program),
        Errno.EPERM or Errno.EACCES => "user namespaces can be made here but not set up: a security module forbids it",
        Errno.ENOENT => "/proc must be mounted",
        Errno.EROFS => "/proc is mounted read-only, as some containers have it: a writable /proc is needed",
        _ => null,
    };

    /// <summary>For the first mounts in a fresh mount namespace.</summary>
    public static string? ForMount(int errno, string program = ThisProgram) => errno switch
    {
        Errno.EPERM or Errno.EACCES when SeccompEvidence.RefusesMounts() => Seccomp,
        Errno.EPERM or Errno.EACCES when IsAppArmorRestricting => AppArmor(program),
        Errno.EPERM or Errno.EACCES when AppArmorProfile.ReadConfining() is { } profile =>
            $"the AppArmor profile {profile} forbids mounting: run without it (docker run --security-opt apparmor=unconfined)",
        Errno.EPERM or Errno.EACCES =>
            "a security module forbids mounting in a user namespace: its policy must allow it (docker run --security-opt "
            + "apparmor=unconfined, or label=disable with SELinux)",
        Errno.ENOSYS => "the kernel lacks the new mount calls; 5.12 or later is needed, or a seccomp filter hides them",
        _ => null,
    };

    /// <summary>For a fresh proc, which the kernel refuses beside one that does not show all (mount_namespaces(7)).</summary>
    public static string? ForProc(int errno, string program = ThisProgram) => errno switch
    {
        Errno.EPERM when MaskedProcCheck.Judge(MountTable.ReadOwn()) is { Problem: { } problem, Value: var covered } =>
            $"{problem}; covered are {covered}",
        Errno.EPERM =>
            "the kernel allows no fresh /proc beside a restricted one: run the container with an unmasked /proc (docker run "
            + "--security-opt systempaths=unconfined), or an outer sandbox with --fs host",
        _ => ForMount(errno, program),
    };

    /// <summary>What the kernel asks of those who map their parent's user 0, since 5.12 (user_namespaces(7)).</summary>
    private static bool IsPowerlessRoot =>
        LibC.geteuid() == 0
        && ProcFiles.ReadField("/proc/self/status", "CapEff") is { } capabilities
        && ulong.TryParse(capabilities, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var effective)
        && (effective & (1UL << CAP_SETFCAP)) == 0;

    private static bool IsAppArmorRestricting =>
        ProcFiles.ReadSysctl("kernel/apparmor_restrict_unprivileged_userns") == "1";

    private static string AppArmor(string program) =>
        $"AppArmor restricts unprivileged user namespaces here (Ubuntu 23.10 and later): add a profile for {program} "
        + "with 'userns,', or set sysctl kernel.apparmor_restrict_unprivileged_userns=0";
}

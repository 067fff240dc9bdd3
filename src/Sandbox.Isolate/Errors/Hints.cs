using System;
using Sandbox.Init.Linux;

namespace Sandbox.Isolate.Errors;

/// <summary>What to do about a refusal.</summary>
internal static unsafe class Hints
{
    /// <param name="isRoot">Whether the caller was user 0, before it was isolated.</param>
    /// <returns>Empty where there is nothing to say.</returns>
    public static ReadOnlySpan<byte> For(Refusal refusal, bool isRoot) => refusal.Step switch
    {
        IsolationStep.CheckThreads =>
            "isolate before the first thread is started, or start the program with run-sandbox"u8,
        IsolationStep.CheckIds => "isolate before privileges change, or from a program that is not set-user-ID"u8,
        IsolationStep.Fork => "the limit on processes or on memory is reached (ulimit -u, pids.max, memory.max)"u8,
        IsolationStep.EnterNamespaces => ForNamespaces(refusal.Errno, isRoot),
        IsolationStep.DenySetgroups or IsolationStep.MapUser or IsolationStep.MapGroup => ForMaps(refusal.Errno, isRoot),
        IsolationStep.FindShm => "/dev/shm has to be a directory: make one, or leave out the profile shm"u8,
        IsolationStep.FindHosts => "/etc/hosts has to be a file: make one, or leave out the profile net"u8,
        IsolationStep.MakeShm or IsolationStep.CoverShm or IsolationStep.CoverHosts or IsolationStep.DenyProgram =>
            ForMounts(refusal.Errno),
        IsolationStep.OpenSocket when refusal.Errno == Errno.EMFILE => "too many files are open: raise ulimit -n"u8,
        _ => ""u8,
    };

    private static ReadOnlySpan<byte> ForNamespaces(int errno, bool isRoot)
    {
        switch (errno)
        {
            case Errno.EPERM when !isRoot && Sysctl.Is("/proc/sys/kernel/unprivileged_userns_clone"u8.Pointer, (byte)'0'):
                return "unprivileged user namespaces are switched off: sysctl kernel.unprivileged_userns_clone=1"u8;
            case Errno.EPERM or Errno.EACCES when IsAppArmorRestricting:
                return AppArmor;
            case Errno.EPERM or Errno.EACCES:
                return "the kernel or a security module refuses user namespaces: leave any chroot first, and in a container allow them (docker run --security-opt apparmor=unconfined --security-opt seccomp=unconfined)"u8;
            case Errno.ENOSPC when Sysctl.Is("/proc/sys/user/max_user_namespaces"u8.Pointer, (byte)'0'):
                return "user namespaces are switched off: sysctl user.max_user_namespaces=15000"u8;
            case Errno.ENOSPC or Errno.EUSERS:
                return "the limit on namespaces is reached: raise sysctl user.max_user_namespaces and its neighbours; they nest 32 deep"u8;
            case Errno.EINVAL or Errno.ENOSYS:
                return "the kernel lacks one of the namespaces; 5.12 or later with CONFIG_USER_NS is needed"u8;
            default:
                return ""u8;
        }
    }

    private static ReadOnlySpan<byte> ForMaps(int errno, bool isRoot)
    {
        switch (errno)
        {
            case Errno.EPERM or Errno.EACCES when IsAppArmorRestricting:
                return AppArmor;
            case Errno.EPERM when isRoot:
                return "user 0 without the capability setfcap, as in a sandbox, cannot be mapped into a further user namespace: be another user there (run-sandbox --uid 1000 --gid 1000)"u8;
            case Errno.EPERM or Errno.EACCES:
                return "user namespaces can be made here but not set up: a security module forbids it"u8;
            case Errno.ENOENT:
                return "/proc must be mounted"u8;
            case Errno.EROFS:
                return "/proc is mounted read-only, as some containers have it: a writable /proc is needed, or an outer sandbox with --fs host"u8;
            default:
                return ""u8;
        }
    }

    private static ReadOnlySpan<byte> ForMounts(int errno)
    {
        switch (errno)
        {
            case Errno.EPERM or Errno.EACCES when IsAppArmorRestricting:
                return AppArmor;
            case Errno.EPERM or Errno.EACCES:
                return "a security module forbids mounting in a user namespace: its policy must allow it (docker run --security-opt apparmor=unconfined, or label=disable with SELinux)"u8;
            case Errno.ENOSYS:
                return "the kernel lacks the new mount calls; 5.12 or later is needed, or a seccomp filter hides them"u8;
            default:
                return ""u8;
        }
    }

    private static bool IsAppArmorRestricting =>
        Sysctl.Is("/proc/sys/kernel/apparmor_restrict_unprivileged_userns"u8.Pointer, (byte)'1');

    private static ReadOnlySpan<byte> AppArmor =>
        "AppArmor restricts unprivileged user namespaces here (Ubuntu 23.10 and later): add a profile for this program with 'userns,', or set sysctl kernel.apparmor_restrict_unprivileged_userns=0"u8;
}

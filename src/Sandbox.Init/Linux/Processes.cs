using System.Diagnostics.CodeAnalysis;
using static Sandbox.Init.SyscallNumber;

namespace Sandbox.Init.Linux;

/// <summary>Calls on processes; each answers as <see cref="Syscall.Invoke(nint)"/> does.</summary>
internal static unsafe class Processes
{
    public const uint CLONE_VM = 0x100;
    public const uint CLONE_VFORK = 0x4000;
    public const uint CLONE_THREAD = 0x1_0000;
    public const uint CLONE_CHILD_CLEARTID = 0x20_0000;
    public const uint CLONE_NEWNS = 0x2_0000;
    public const uint CLONE_NEWCGROUP = 0x200_0000;
    public const uint CLONE_NEWUTS = 0x400_0000;
    public const uint CLONE_NEWIPC = 0x800_0000;
    public const uint CLONE_NEWUSER = 0x1000_0000;
    public const uint CLONE_NEWPID = 0x2000_0000;
    public const uint CLONE_NEWNET = 0x4000_0000;

    public const int PR_SET_PDEATHSIG = 1;
    public const int PR_SET_DUMPABLE = 4;
    public const int PR_SET_NAME = 15;
    public const int PR_CAPBSET_READ = 23;
    public const int PR_CAPBSET_DROP = 24;
    public const int PR_SET_CHILD_SUBREAPER = 36;
    public const int PR_SET_NO_NEW_PRIVS = 38;
    public const int PR_GET_NO_NEW_PRIVS = 39;
    public const int PR_CAP_AMBIENT = 47;
    public const int PR_CAP_AMBIENT_CLEAR_ALL = 4;

    public const uint ADDR_NO_RANDOMIZE = 0x40000;

    public const int WNOHANG = 1;

    /// <summary>Waits also for a child that sends no SIGCHLD.</summary>
    public const int __WALL = 0x4000_0000;

    public const int AnyChild = -1;

    private const int RUSAGE_CHILDREN = -1;
    private const int KEYCTL_JOIN_SESSION_KEYRING = 1;
    private const int SECCOMP_SET_MODE_FILTER = 1;

    /// <summary>clone(2) as fork does it: the child gets 0 and a copy of the memory.</summary>
    public static nint Fork(uint namespaces) => Syscall.Invoke(clone, (nint)(namespaces | Signals.SIGCHLD), 0, 0, 0, 0);

    /// <summary>As <see cref="Fork"/>, but the child's end is no signal, and only <see cref="__WALL"/> finds it.</summary>
    public static nint ForkUnnoticed() => Syscall.Invoke(clone, 0, 0, 0, 0, 0);

    /// <summary>clone3(2) as fork does it, the child being born in the group whose directory is open.</summary>
    public static nint ForkInto(uint namespaces, int cgroup)
    {
        var arguments = new CloneArguments
        {
            Flags = namespaces | CloneArguments.CLONE_INTO_CGROUP,
            ExitSignal = Signals.SIGCHLD,
            Cgroup = (ulong)cgroup,
        };
        return Syscall.Invoke(clone3, (nint)(&arguments), sizeof(CloneArguments));
    }

    /// <summary>unshare(2): the caller moves into new namespaces.</summary>
    public static nint Unshare(uint namespaces) => Syscall.Invoke(unshare, (nint)namespaces);

    public static nint Control(int option, nint argument = 0) => Syscall.Invoke(prctl, option, argument, 0, 0, 0);

    public static uint EffectiveUserId() => (uint)Syscall.Invoke(geteuid);

    public static uint EffectiveGroupId() => (uint)Syscall.Invoke(getegid);

    public static int Id() => (int)Syscall.Invoke(getpid);

    public static int ParentId() => (int)Syscall.Invoke(getppid);

    /// <summary>pidfd_open(2): a descriptor that means this process and no later one with its number.</summary>
    public static nint OpenHandle(int pid) => Syscall.Invoke(pidfd_open, pid, 0);

    public static nint Wait(int pid, int* status, int options, ResourceUsage* usage = null) =>
        Syscall.Invoke(wait4, pid, (nint)status, options, (nint)usage);

    /// <summary>Reaps every child that has ended.</summary>
    /// <returns>True when no child is left; a reaper has no descendant then, either.</returns>
    public static bool ReapAll()
    {
        int status;
        nint pid;
        do
        {
            pid = Wait(AnyChild, &status, WNOHANG);
        }
        while (pid > 0);
        return pid < 0;
    }

    public static void GetChildrenUsage(ResourceUsage* usage) => Syscall.Invoke(getrusage, RUSAGE_CHILDREN, (nint)usage);

    public static nint Execute(byte* path, byte** arguments, byte** environment) =>
        Syscall.Invoke(execve, (nint)path, (nint)arguments, (nint)environment);

    /// <summary>execveat(2) of an open file.</summary>
    public static nint ExecuteFile(int file, byte** arguments, byte** environment) =>
        Syscall.Invoke(execveat, file, (nint)Files.EmptyPath, (nint)arguments, (nint)environment, Files.AT_EMPTY_PATH);

    public static nint Limit(int resource, ResourceLimit* set, ResourceLimit* old) =>
        Syscall.Invoke(prlimit64, 0, resource, (nint)set, (nint)old);

    /// <summary>
    /// Whether a process is in the caller's process group. A group made outside the caller's namespace is 0 for both
    /// (pid_namespaces(7)), and there is only one such group inside: the one all began in.
    /// </summary>
    public static bool IsInOwnGroup(int pid) => GroupOf(pid) == GroupOf(0);

    /// <summary>getpgid(2); 0 means the caller itself.</summary>
    public static nint GroupOf(int pid) => Syscall.Invoke(getpgid, pid);

    public static nint StartSession() => Syscall.Invoke(setsid);

    /// <summary>personality(2): adds flags to those the process has.</summary>
    public static nint AddPersonality(uint flags)
    {
        const uint Query = 0xFFFF_FFFF;
        var current = Syscall.Invoke(personality, unchecked((nint)Query));
        return current < 0 ? current : Syscall.Invoke(personality, current | (nint)flags);
    }

    public static nint SetHostName(byte* name, int length) => Syscall.Invoke(sethostname, (nint)name, length);

    public static nint SetDomainName(byte* name, int length) => Syscall.Invoke(setdomainname, (nint)name, length);

    /// <summary>capset(2).</summary>
    public static nint SetCapabilities(CapabilitySets* sets)
    {
        var header = new CapabilityHeader { Version = CapabilityHeader._LINUX_CAPABILITY_VERSION_3 };
        return Syscall.Invoke(capset, (nint)(&header), (nint)sets);
    }

    /// <summary>capget(2) of the caller.</summary>
    public static nint GetCapabilities(CapabilitySets* sets)
    {
        var header = new CapabilityHeader { Version = CapabilityHeader._LINUX_CAPABILITY_VERSION_3 };
        return Syscall.Invoke(capget, (nint)(&header), (nint)sets);
    }

    /// <summary>keyctl_join_session_keyring(3) with a new, anonymous keyring.</summary>
    public static nint JoinNewSessionKeyring() => Syscall.Invoke(keyctl, KEYCTL_JOIN_SESSION_KEYRING, 0);

    /// <summary>seccomp(2), SECCOMP_SET_MODE_FILTER.</summary>
    public static nint InstallFilter(FilterProgram* program) =>
        Syscall.Invoke(seccomp, SECCOMP_SET_MODE_FILTER, 0, (nint)program);

    [DoesNotReturn]
    public static void Exit(int code)
    {
        while (true)
        {
            Syscall.Invoke(exit_group, code);
        }
    }
}

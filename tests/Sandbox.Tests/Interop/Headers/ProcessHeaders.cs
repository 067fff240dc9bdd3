using static Sandbox.Tests.Interop.CompiledProgram;

namespace Sandbox.Tests.Interop;

/// <summary>Processes: making, limiting, waiting for and restricting them.</summary>
internal static class ProcessHeaders
{
    public static CHeader[] All =>
    [
        new CHeader("sched.h")
            .Constants(Engine, "LibC", "CLONE_PARENT_SETTID")
            .Constant(Engine, "Namespaces.Mount", "CLONE_NEWNS")
            .Constant(Engine, "Namespaces.Cgroup", "CLONE_NEWCGROUP")
            .Constant(Engine, "Namespaces.Uts", "CLONE_NEWUTS")
            .Constant(Engine, "Namespaces.Ipc", "CLONE_NEWIPC")
            .Constant(Engine, "Namespaces.User", "CLONE_NEWUSER")
            .Constant(Engine, "Namespaces.Pid", "CLONE_NEWPID")
            .Constant(Engine, "Namespaces.Net", "CLONE_NEWNET")
            .Constants(Init, "Processes", "CLONE_VM", "CLONE_VFORK", "CLONE_THREAD", "CLONE_CHILD_CLEARTID")
            .Constants(Init, "Processes", "CLONE_NEWNS", "CLONE_NEWCGROUP", "CLONE_NEWUTS")
            .Constants(Init, "Processes", "CLONE_NEWIPC", "CLONE_NEWUSER", "CLONE_NEWPID", "CLONE_NEWNET"),

        new CHeader("linux/sched.h")
            .Constants(Init, "CloneArguments", "CLONE_INTO_CGROUP")
            .Structure(
                Init, "CloneArguments", "struct clone_args",
                ("Flags", "flags"), ("PidDescriptor", "pidfd"), ("ChildTid", "child_tid"), ("ParentTid", "parent_tid"),
                ("ExitSignal", "exit_signal"), ("Stack", "stack"), ("StackSize", "stack_size"), ("ThreadStorage", "tls"),
                ("ChosenIds", "set_tid"), ("ChosenIdCount", "set_tid_size"), ("Cgroup", "cgroup")),

        new CHeader("linux/futex.h").Constants(Init, "Futex", "FUTEX_WAIT", "FUTEX_WAKE"),

        new CHeader("sys/wait.h")
            .Constants(Engine, "LibC", "WNOHANG")
            .Constants(Init, "Processes", "WNOHANG", "__WALL"),

        new CHeader("sys/resource.h")
            .Constant(Engine, "ResourceLimit.Cpu", "RLIMIT_CPU")
            .Constant(Engine, "ResourceLimit.FileSize", "RLIMIT_FSIZE")
            .Constant(Engine, "ResourceLimit.Stack", "RLIMIT_STACK")
            .Constant(Engine, "ResourceLimit.Core", "RLIMIT_CORE")
            .Constant(Engine, "ResourceLimit.Processes", "RLIMIT_NPROC")
            .Constant(Engine, "ResourceLimit.OpenFiles", "RLIMIT_NOFILE")
            .Constant(Engine, "ResourceLimit.AddressSpace", "RLIMIT_AS")
            .Constants(Init, "Processes", "RUSAGE_CHILDREN")
            .Constants(Init, "ResourceLimit", "RLIMIT_CPU", "RLIMIT_FSIZE", "RLIMIT_NPROC", "RLIMIT_NOFILE", "RLIM_NLIMITS")
            .Structure(Init, "ResourceLimit", "struct rlimit64", ("Soft", "rlim_cur"), ("Hard", "rlim_max"))
            .Structure(
                Init, "ResourceUsage", "struct rusage",
                ("UserSeconds", "ru_utime.tv_sec"), ("UserMicroseconds", "ru_utime.tv_usec"),
                ("SystemSeconds", "ru_stime.tv_sec"), ("SystemMicroseconds", "ru_stime.tv_usec"),
                ("MaxResident", "ru_maxrss"), ("SharedText", "ru_ixrss"), ("UnsharedData", "ru_idrss"), ("UnsharedStack", "ru_isrss"),
                ("MinorFaults", "ru_minflt"), ("MajorFaults", "ru_majflt"), ("Swaps", "ru_nswap"),
                ("BlocksIn", "ru_inblock"), ("BlocksOut", "ru_oublock"), ("MessagesSent", "ru_msgsnd"), ("MessagesReceived", "ru_msgrcv"),
                ("Signals", "ru_nsignals"), ("VoluntarySwitches", "ru_nvcsw"), ("InvoluntarySwitches", "ru_nivcsw")),

        new CHeader("sys/prctl.h")
            .Constants(Init, "Processes", "PR_SET_PDEATHSIG", "PR_SET_DUMPABLE", "PR_SET_NAME", "PR_SET_NO_NEW_PRIVS")
            .Constants(Init, "Processes", "PR_SET_CHILD_SUBREAPER", "PR_GET_NO_NEW_PRIVS")
            .Constants(Init, "Processes", "PR_CAPBSET_READ", "PR_CAPBSET_DROP", "PR_CAP_AMBIENT", "PR_CAP_AMBIENT_CLEAR_ALL"),

        new CHeader("linux/personality.h")
            .Constants(Init, "Processes", "ADDR_NO_RANDOMIZE"),

        new CHeader("linux/capability.h", "struct two_sets { struct __user_cap_data_struct set[2]; };")
            .Constants(Engine, "RefusalHints", "CAP_SETFCAP")
            .Constants(Engine, "CallerPrivileges", "CAP_SYS_CHROOT", "CAP_SYS_ADMIN")
            .Constants(Init, "CapabilityHeader", "_LINUX_CAPABILITY_VERSION_3")
            .Constants(Init, "CapabilitySets", "CAP_SYS_ADMIN", "CAP_SETFCAP")
            .Structure(Init, "CapabilityHeader", "struct __user_cap_header_struct", ("Version", "version"), ("Pid", "pid"))
            .Structure(
                Init, "CapabilitySets", "struct two_sets",
                ("EffectiveLow", "set[0].effective"), ("PermittedLow", "set[0].permitted"), ("InheritableLow", "set[0].inheritable"),
                ("EffectiveHigh", "set[1].effective"), ("PermittedHigh", "set[1].permitted"), ("InheritableHigh", "set[1].inheritable")),

        new CHeader("linux/keyctl.h")
            .Constants(Init, "Processes", "KEYCTL_JOIN_SESSION_KEYRING"),

        new CHeader("linux/auxvec.h")
            .Constant(Init, "Internal.Runtime.CompilerHelpers.StartupCodeHelpers.AtRandom", "AT_RANDOM"),

        new CHeader("linux/utsname.h")
            .Constant(Engine, "Sandbox.IdentityRules.MaxNameBytes", "__NEW_UTS_LEN"),

        new CHeader("linux/close_range.h")
            .Constants(Init, "Descriptors", "CLOSE_RANGE_CLOEXEC"),
    ];
}

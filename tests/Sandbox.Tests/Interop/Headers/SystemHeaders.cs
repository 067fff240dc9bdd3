using static Sandbox.Tests.Interop.CompiledProgram;

namespace Sandbox.Tests.Interop;

/// <summary>Errors, signals, sockets, memory, time.</summary>
internal static class SystemHeaders
{
    // Compiled into both sides.
    private const string CommandDescriptors = "Sandbox.Wire.CommandDescriptors";

    public static CHeader[] All =>
    [
        new CHeader("errno.h")
            .AllConstants(Engine, "Sandbox.Linux.Errno")
            .AllConstants(Init, "Sandbox.Init.Linux.Errno"),

        new CHeader("signal.h")
            .Constants(Engine, "LibC", "SIG_DFL", "SIG_IGN")
            .Constants(Engine, "Signals", "SIGKILL", "SIGPIPE", "SIGCONT", "SIGXCPU", "SIGXFSZ")
            .Constant(Engine, "Signals.Max", "_NSIG - 1")
            .Constants(Init, "Signals", "SIGHUP", "SIGINT", "SIGQUIT", "SIGKILL", "SIGUSR1", "SIGUSR2", "SIGPIPE")
            .Constants(Init, "Signals", "SIGTERM", "SIGCHLD", "SIGCONT", "SIGSTOP", "SIGXCPU", "SIGWINCH", "SIG_IGN", "SIG_SETMASK")
            .Constant(Init, "Signals.MaxNumber", "_NSIG - 1"),

        new CHeader("sys/signalfd.h")
            .Constants(Init, "Signals", "SFD_NONBLOCK", "SFD_CLOEXEC")
            .Structure(Init, "SignalInfo", "struct signalfd_siginfo", ("Number", "ssi_signo")),

        new CHeader(
            "sys/socket.h",
            "struct rights { struct cmsghdr header; int descriptor; }; struct command { struct cmsghdr header; int plan, input, output, error; };")
            .Constants(Engine, "LibC", "AF_UNIX", "SOCK_SEQPACKET", "SOCK_CLOEXEC")
            .Constants(Engine, "LibC", "SOL_SOCKET", "SCM_RIGHTS", "MSG_PEEK", "MSG_TRUNC", "MSG_DONTWAIT", "MSG_NOSIGNAL", "MSG_CMSG_CLOEXEC", "SHUT_WR")
            .Constant(Engine, "ControlMessage.LengthOfOne", "CMSG_LEN(sizeof(int))")
            .Constants(Init, "ControlMessage", "SOL_SOCKET", "SCM_RIGHTS")
            .Constant(Init, "ControlMessage.LengthOfOne", "CMSG_LEN(sizeof(int))")
            .Constants(Engine, CommandDescriptors, "SOL_SOCKET", "SCM_RIGHTS")
            .Constants(Init, CommandDescriptors, "SOL_SOCKET", "SCM_RIGHTS")
            .Constant(Init, $"{CommandDescriptors}.LengthOfAll", "CMSG_LEN(4 * sizeof(int))")
            .Structure(
                Init, CommandDescriptors, "struct command",
                ("Length", "header.cmsg_len"), ("Level", "header.cmsg_level"), ("Type", "header.cmsg_type"),
                ("Plan", "plan"), ("Input", "input"), ("Output", "output"), ("Error", "error"))
            .Constants(Engine, "Seccomp.SeccompFilter", "AF_VSOCK", "AF_QIPCRTR")
            .Constants(Init, "Sockets", "SOCK_DGRAM", "SOCK_SEQPACKET", "SOCK_CLOEXEC", "SOL_SOCKET", "SO_SNDBUF")
            .Constants(Init, "LocalAddress", "AF_UNIX")
            .Constants(Init, "Sockets", "MSG_TRUNC", "MSG_DONTWAIT", "MSG_NOSIGNAL", "MSG_CMSG_CLOEXEC")
            .Constants(Init, "SocketAddress", "AF_INET")
            .Structure(Engine, "MessagePart", "struct iovec", ("Start", "iov_base"), ("Length", "iov_len"))
            .Structure(
                Engine, "MessageHeader", "struct msghdr",
                ("Name", "msg_name"), ("NameLength", "msg_namelen"), ("Parts", "msg_iov"), ("PartCount", "msg_iovlen"),
                ("Control", "msg_control"), ("ControlLength", "msg_controllen"), ("Flags", "msg_flags"))
            .Structure(
                Engine, "ControlMessage", "struct rights",
                ("Length", "header.cmsg_len"), ("Level", "header.cmsg_level"), ("Type", "header.cmsg_type"), ("Descriptor", "descriptor"))
            .Structure(Init, "MessagePart", "struct iovec", ("Start", "iov_base"), ("Length", "iov_len"))
            .Structure(
                Init, "MessageHeader", "struct msghdr",
                ("Name", "msg_name"), ("NameLength", "msg_namelen"), ("Parts", "msg_iov"), ("PartCount", "msg_iovlen"),
                ("Control", "msg_control"), ("ControlLength", "msg_controllen"), ("Flags", "msg_flags"))
            .Structure(
                Init, "ControlMessage", "struct rights",
                ("Length", "header.cmsg_len"), ("Level", "header.cmsg_level"), ("Type", "header.cmsg_type"), ("Descriptor", "descriptor")),

        new CHeader("sys/un.h")
            .Constant(Engine, "LibC.SizeOfLocalAddress", "sizeof(struct sockaddr_un)")
            .Structure(Init, "LocalAddress", "struct sockaddr_un", ("Family", "sun_family"), ("Path", "sun_path")),

        new CHeader("netinet/in.h")
            .Structure(
                Init, "SocketAddress", "struct sockaddr_in",
                ("Family", "sin_family"), ("Port", "sin_port"), ("Address", "sin_addr")),

        new CHeader("net/if.h")
            .Constants(Init, "InterfaceRequest", "IFF_UP", "IFNAMSIZ")
            .Structure(
                Init, "InterfaceRequest", "struct ifreq",
                ("Name", "ifr_name"), ("Flags", "ifr_flags"), ("Address", "ifr_addr")),

        new CHeader("net/route.h")
            .Constants(Init, "RouteRequest", "RTF_UP", "RTF_HOST")
            .Structure(
                Init, "RouteRequest", "struct rtentry",
                ("Destination", "rt_dst"), ("Mask", "rt_genmask"), ("Flags", "rt_flags"), ("Device", "rt_dev")),

        new CHeader("linux/sockios.h")
            .Constants(Init, "InterfaceRequest", "SIOCGIFFLAGS", "SIOCSIFFLAGS", "SIOCSIFADDR", "SIOCSIFNETMASK")
            .Constants(Init, "RouteRequest", "SIOCADDRT"),

        new CHeader("sys/mman.h")
            .Constants(Engine, "LibC", "PROT_READ", "PROT_EXEC", "MAP_PRIVATE")
            .Constants(Init, "Memory", "PROT_NONE", "PROT_READ", "PROT_WRITE", "MADV_DONTNEED")
            .Constants(Init, "Memory", "MAP_PRIVATE", "MAP_ANONYMOUS", "MAP_NORESERVE"),

        // Headers before Linux 6.3 lack the last two; MemfdTests holds what they do.
        new CHeader("linux/memfd.h")
            .Constants(Engine, "LibC", "MFD_CLOEXEC", "MFD_ALLOW_SEALING")
            .ConstantWhereDefined(Engine, "LibC", "MFD_NOEXEC_SEAL")
            .ConstantWhereDefined(Engine, "LibC", "MFD_EXEC"),

        new CHeader("time.h")
            .Constants(Init, "Clock", "CLOCK_MONOTONIC")
            .Structure(Init, "TimeSpec", "struct timespec", ("Seconds", "tv_sec"), ("Nanoseconds", "tv_nsec"))
            .Structure(Engine, "TimeSpec", "struct timespec", ("Seconds", "tv_sec"), ("Nanoseconds", "tv_nsec")),
    ];
}

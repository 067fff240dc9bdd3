namespace Sandbox.Linux;

/// <summary>Kinds of namespaces, as clone(2) has them (namespaces(7)).</summary>
[Flags]
public enum Namespaces : uint
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Mounts (CLONE_NEWNS).</summary>
    Mount = 0x0002_0000,

    /// <summary>Control groups (CLONE_NEWCGROUP).</summary>
    Cgroup = 0x0200_0000,

    /// <summary>Host and domain name (CLONE_NEWUTS).</summary>
    Uts = 0x0400_0000,

    /// <summary>System V IPC and POSIX message queues (CLONE_NEWIPC).</summary>
    Ipc = 0x0800_0000,

    /// <summary>User and group ids, capabilities (CLONE_NEWUSER).</summary>
    User = 0x1000_0000,

    /// <summary>Process ids (CLONE_NEWPID).</summary>
    Pid = 0x2000_0000,

    /// <summary>Network devices, addresses, ports, abstract sockets (CLONE_NEWNET).</summary>
    Net = 0x4000_0000,
}

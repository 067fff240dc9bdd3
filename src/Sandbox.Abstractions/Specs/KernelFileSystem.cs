namespace Sandbox;

/// <summary>File systems the kernel fills, beside proc, of which a sandbox can have its own.</summary>
public enum KernelFileSystem
{
    /// <summary>Terminals (devpts(5)): none of those outside is among them, and others can be made through its <c>ptmx</c>.</summary>
    Devpts,

    /// <summary>The POSIX message queues of the sandbox (mq_overview(7)).</summary>
    Mqueue,

    /// <summary>Devices and the sandbox's own network devices (sysfs(5)). Needs a network of its own.</summary>
    Sysfs,
}

using System.Collections.Immutable;
using System.Numerics;

namespace Sandbox;

/// <summary>Why a back-end may lack a capability, and what to ask for instead.</summary>
internal static class CapabilityCauses
{
    private static readonly Dictionary<SandboxCapabilities, (string Reason, string? Remedy)> Causes = new()
    {
        [SandboxCapabilities.HostRoot] = ("it cannot show the host's tree as it is", "use another root"),
        [SandboxCapabilities.ReadOnlyHostRoot] =
            ("it cannot hold the host's tree read-only",
                "use a back-end built on mount namespaces, or a directory as root"),
        [SandboxCapabilities.DirectoryRoot] = ("it cannot use a directory as the root", "use another root"),
        [SandboxCapabilities.WritablePaths] =
            ("it cannot hold part of the root directory read-only",
                "make the whole root writable, or use a copy of it"),
        [SandboxCapabilities.BindMounts] = ("it cannot bind files of the host", "leave the bind mounts out"),
        [SandboxCapabilities.ReadOnlyBindMounts] =
            ("it cannot hold a bind mount read-only with its submounts", "use a back-end built on mount namespaces"),
        [SandboxCapabilities.TmpfsMounts] = ("it cannot mount a tmpfs", "leave the tmpfs mounts out"),
        [SandboxCapabilities.ProcMounts] = ("it cannot mount a /proc of its own", "leave the proc mounts out"),
        [SandboxCapabilities.DevMounts] = ("it cannot make a /dev of its own", "leave the dev mounts out"),
        [SandboxCapabilities.SynthesizedFiles] =
            ("it cannot add directories, links or copies to the tree", "make them in the root beforehand"),
        [SandboxCapabilities.DenyBlock] =
            ("it cannot block paths", "leave 'deny' out, or use a back-end built on mount namespaces"),
        [SandboxCapabilities.DenyHide] =
            ("it cannot hide paths", "leave 'deny' out, or use a back-end built on mount namespaces"),
        [SandboxCapabilities.DenyMessage] =
            ("it cannot replace a program by a message", "use the deny mode 'block' or 'hide'"),
        [SandboxCapabilities.NetworkIsolation] =
            ("it cannot give the command a network of its own", "allow the host's network"),
        [SandboxCapabilities.HostNetwork] =
            ("it cannot leave the command on the host's network", "use the network 'none'"),
        [SandboxCapabilities.ProcessIsolation] =
            ("it cannot hide and protect other processes", "use a back-end built on process namespaces"),
        [SandboxCapabilities.IpcIsolation] =
            ("it cannot separate System V memory and message queues", "use a back-end built on IPC namespaces"),
        [SandboxCapabilities.UserMapping] =
            ("it cannot run the command under another user or group id", "leave the ids out of 'identity'"),
        [SandboxCapabilities.HostName] =
            ("it cannot set a host name", "leave 'identity.hostName' out"),
        [SandboxCapabilities.DomainName] =
            ("it cannot set a domain name", "leave 'identity.domainName' out"),
        [SandboxCapabilities.AsPid1] = ("it cannot make the command process 1", "leave 'asPid1' out"),
        [SandboxCapabilities.NewSession] = ("it cannot start a new session", "leave 'newSession' out"),
        [SandboxCapabilities.KeepFileDescriptors] =
            ("it cannot pass descriptors on to the command", "leave 'keepFileDescriptors' out"),
        [SandboxCapabilities.LeastPrivilege] =
            ("it cannot take every capability from the command", "use a back-end built on namespaces"),
        [SandboxCapabilities.SecurityBoundary] =
            ("it is no boundary against a hostile program", "use a back-end built on namespaces"),
        [SandboxCapabilities.WallTimeLimit] = ("it cannot limit the elapsed time", "leave 'limits.wallTime' out"),
        [SandboxCapabilities.CpuTimeLimit] = ("it cannot limit the processor time", "leave 'limits.cpuTime' out"),
        [SandboxCapabilities.MemoryLimit] =
            ("it cannot limit the memory of the whole tree: it makes no cgroups",
                "leave 'limits.memory' out, or limit the caller itself (systemd-run --user -p MemoryMax=…)"),
        [SandboxCapabilities.ProcessLimit] =
            ("it cannot limit the processes of the whole tree: it makes no cgroups",
                "leave 'limits.processes' out, or limit the caller itself (systemd-run --user -p TasksMax=…)"),
        [SandboxCapabilities.FileSizeLimit] = ("it cannot limit the size of files", "leave 'limits.fileSize' out"),
        [SandboxCapabilities.ResourceLimits] =
            ("it cannot limit open files, stack, core size or address space",
                "leave 'limits.openFiles', 'limits.stack', 'limits.coreSize' and 'limits.addressSpace' out"),
        [SandboxCapabilities.OutputLimit] =
            ("it cannot end a command for writing too much",
                "leave 'limits.output' out, or capture the output with a limit"),
        [SandboxCapabilities.Cgroup] = ("it makes no cgroups", "leave 'cgroup' out"),
        [SandboxCapabilities.CgroupParent] = ("it makes no cgroups in a directory of the caller's choice", "leave 'cgroup' out"),
        [SandboxCapabilities.CpusLimit] =
            ("it cannot limit the processors of the whole tree: it makes no cgroups",
                "leave 'limits.cpus' out, or limit the caller itself (systemd-run --user -p CPUQuota=…)"),
        [SandboxCapabilities.EphemeralRoot] =
            ("it cannot throw away what is written to the root", "use a copy of the root, and throw that away"),
        [SandboxCapabilities.HermeticRoot] =
            ("it cannot build a tree of declared inputs", "use a back-end built on mount namespaces"),
        [SandboxCapabilities.LoopbackAddresses] =
            ("it cannot give the loopback device addresses and routes", "use the network 'none', or the back-end namespaces"),
        [SandboxCapabilities.FakeChown] =
            ("it cannot have changes of owner answered without a change", "leave 'fakeChown' out"),
        [SandboxCapabilities.Outputs] =
            ("it cannot take declared outputs out", "use a back-end built on mount namespaces"),
        [SandboxCapabilities.TmpfsSize] = ("it cannot limit the size of a tmpfs", "leave the sizes of the tmpfs mounts out"),
        [SandboxCapabilities.FileTransfer] =
            ("it hands out no files and no named pipes", "leave 'namedPipes' and 'collectedFiles' out"),
        [SandboxCapabilities.KernelMounts] =
            ("it cannot mount a sysfs, mqueue or devpts of its own", "leave them out, or use a back-end built on namespaces"),
    };

    /// <summary>One entry for each capability of the set, lowest bit first.</summary>
    public static ImmutableArray<MissingCapability> Explain(SandboxCapabilities missing)
    {
        var entries = ImmutableArray.CreateBuilder<MissingCapability>(BitOperations.PopCount((ulong)missing));
        for (var rest = (ulong)missing; rest != 0; rest &= rest - 1)
        {
            var capability = (SandboxCapabilities)(rest & (~rest + 1));
            var (reason, remedy) = Causes.GetValueOrDefault(capability, ($"it does not offer {capability}", null));
            entries.Add(new() { Capabilities = capability, Reason = reason, Remedy = remedy });
        }

        return entries.MoveToImmutable();
    }
}

using Sandbox.Linux;

namespace Sandbox.Backends.Chroot;

/// <summary>What the back-end offers, by what its caller may do.</summary>
internal static class ChrootOffer
{
    /// <summary>What it offers in any directory, with CAP_SYS_CHROOT alone.</summary>
    public const SandboxCapabilities WithoutMounts =
        SandboxCapabilities.DirectoryRoot | SandboxCapabilities.HostNetwork | SandboxCapabilities.LeastPrivilege
        | SandboxCapabilities.NewSession | SandboxCapabilities.KeepFileDescriptors | SandboxCapabilities.FileTransfer
        | SandboxCapabilities.WallTimeLimit | SandboxCapabilities.CpuTimeLimit | SandboxCapabilities.FileSizeLimit
        | SandboxCapabilities.ResourceLimits | SandboxCapabilities.OutputLimit | SandboxCapabilities.FakeChown;

    /// <summary>What it offers in a mount namespace of its own, with CAP_SYS_ADMIN.</summary>
    public const SandboxCapabilities WithMounts =
        WithoutMounts
        | SandboxCapabilities.HostRoot | SandboxCapabilities.ReadOnlyHostRoot | SandboxCapabilities.WritablePaths
        | SandboxCapabilities.BindMounts | SandboxCapabilities.ReadOnlyBindMounts | SandboxCapabilities.TmpfsMounts
        | SandboxCapabilities.TmpfsSize | SandboxCapabilities.DevMounts | SandboxCapabilities.SynthesizedFiles
        | SandboxCapabilities.DenyBlock | SandboxCapabilities.DenyHide | SandboxCapabilities.DenyMessage
        | SandboxCapabilities.HermeticRoot | SandboxCapabilities.Outputs | SandboxCapabilities.EphemeralRoot
        | SandboxCapabilities.MemoryLimit | SandboxCapabilities.ProcessLimit | SandboxCapabilities.CpusLimit
        | SandboxCapabilities.Cgroup | SandboxCapabilities.CgroupParent;

    private const string NoBoundary =
        "chroot is no security boundary: the command sees and may signal the host's other processes of its user, and shares "
        + "the host's network, IPC and user ids, and what it started outlives a SIGKILL that hits sandbox-init and its monitor "
        + "at once; use it for tidiness, not against a hostile program";

    private const string BareRoot =
        "without mounts /proc, /dev and /tmp are what the root directory itself has";

    /// <summary>By the caller's capabilities.</summary>
    public static SandboxBackendReport Of(string backend, CallerPrivileges privileges) => privileges switch
    {
        { MayChangeRoot: false } => Unavailable(backend),
        { MayMount: false } => WithoutMountsFor(
            backend, "it needs CAP_SYS_ADMIN, which this process does not have",
            "run with CAP_SYS_ADMIN (docker run --cap-add SYS_ADMIN --security-opt apparmor=unconfined)"),
        _ => Complete(backend),
    };

    /// <summary>Without mounts: for want of CAP_SYS_ADMIN, or where that does not help.</summary>
    /// <param name="backend">The back-end's name.</param>
    /// <param name="reason">Why.</param>
    /// <param name="remedy">What to do about it, or null.</param>
    public static SandboxBackendReport WithoutMountsFor(string backend, string reason, string? remedy)
    {
        const string Otherwise = "ask for a directory as root, writable throughout, without mounts and denied paths";
        return new()
        {
            Backend = backend,
            Available = true,
            Offers = WithoutMounts,
            Missing =
            [
                new()
                {
                    Capabilities = WithMounts & ~WithoutMounts,
                    Reason = reason,
                    Remedy = remedy is null ? Otherwise : $"{remedy}; or {Otherwise}",
                },
            ],
            Warnings = [NoBoundary, BareRoot],
        };
    }

    private static SandboxBackendReport Complete(string backend) => new()
    {
        Backend = backend,
        Available = true,
        Offers = WithMounts,
        Warnings = [NoBoundary],
    };

    private static SandboxBackendReport Unavailable(string backend) => new()
    {
        Backend = backend,
        Available = false,
        Offers = SandboxCapabilities.None,
        Missing =
        [
            new()
            {
                Capabilities = WithMounts,
                Reason = "changing the root directory needs CAP_SYS_CHROOT (chroot(2)), which this process does not have: it is for root",
                Remedy = "run as root; as an ordinary user use namespaces or bwrap",
            },
        ],
    };
}

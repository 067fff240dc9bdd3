namespace Sandbox;

/// <summary>
/// The root where the back-end lacks the one that was asked for. Nothing stands in for a directory: another tree would
/// show the command files it was not to see.
/// </summary>
internal static class DegradedRoot
{
    private const string PrivateMount = "the one of the root is used";

    public static SandboxSpec Apply(SandboxSpec spec, Degradation degradation)
    {
        var degraded = spec with { Root = Replace(spec.Root, degradation) };
        if (degraded.Root is not (HostRoot or EmptyRoot or DirectoryRoot { PrivateMounts: false }))
        {
            degradation.Waive(SandboxCapabilities.TmpfsMounts, "root", "private /tmp", PrivateMount);
            degradation.Waive(SandboxCapabilities.DevMounts, "root", "private /dev", PrivateMount);
        }

        return degraded;
    }

    private static SandboxRoot Replace(SandboxRoot root, Degradation degradation) => root switch
    {
        HostRoot when !degradation.Offers(SandboxCapabilities.HostRoot) => HostTree(root, "host", degradation),
        ReadOnlyHostRoot when !degradation.Offers(SandboxCapabilities.ReadOnlyHostRoot) =>
            HostTree(root, "readonly", degradation),
        DirectoryRoot { Writable.IsAll: false } directory => degradation.Drop(
            SandboxCapabilities.WritablePaths, "root.writable", directory.Writable.ToString(),
            "all of the root is writable, as far as the caller may write",
            directory, directory with { Writable = WritablePaths.All }),
        _ => root,
    };

    private static SandboxRoot HostTree(SandboxRoot asked, string value, Degradation degradation)
    {
        var replacement = degradation.Offers(SandboxCapabilities.HostRoot) ? SandboxRoot.Host
            : degradation.Offers(SandboxCapabilities.DirectoryRoot) ? SandboxRoot.Directory("/", WritablePaths.All)
            : null;
        if (replacement is null)
        {
            return asked;
        }

        const string HostsTree = "the host's tree is the root, writable as far as the caller may write";
        const string WithSharedDirectories = HostsTree + ", with the host's /tmp and /dev";
        degradation.Warn("root", value, replacement is HostRoot ? WithSharedDirectories : HostsTree);
        return replacement with { Ephemeral = asked.Ephemeral };
    }
}

namespace Sandbox;

/// <summary>Derives what a back-end must offer from what a spec says.</summary>
internal static class SpecRequirements
{
    /// <summary>
    /// What every spec needs, because nothing in a spec says otherwise: a back-end that merely changes the root must
    /// not serve a caller who never said that a weaker wall would do.
    /// </summary>
    public const SandboxCapabilities Always =
        SandboxCapabilities.ProcessIsolation
        | SandboxCapabilities.IpcIsolation
        | SandboxCapabilities.LeastPrivilege
        | SandboxCapabilities.SecurityBoundary;

    /// <summary>For the private /tmp, /dev and /dev/shm that come with every root but the host's own.</summary>
    private const SandboxCapabilities PrivateMounts = SandboxCapabilities.TmpfsMounts | SandboxCapabilities.DevMounts;

    /// <summary>Everything <paramref name="spec"/> needs of a back-end.</summary>
    public static SandboxCapabilities Of(SandboxSpec spec) => OfMembers(spec) | Always | OfPrivateMounts(spec.Root);

    /// <summary>
    /// What a back-end has to refuse that does not offer it: everything; but where the spec allows degrading, not what no
    /// member asks for, since no rewritten spec could say that it is to be done without.
    /// </summary>
    public static SandboxCapabilities Enforced(SandboxSpec spec) => spec.AllowDegraded == true ? OfMembers(spec) : Of(spec);

    private static SandboxCapabilities OfMembers(SandboxSpec spec)
    {
        var needs = OfRoot(spec.Root)
            | When(spec.Root.Ephemeral, SandboxCapabilities.EphemeralRoot)
            | OfNetwork(spec.Network)
            | OfIdentity(spec.Identity)
            | OfCgroup(spec.Cgroup)
            | OfLimits(spec.Limits, spec.Cgroup);
        foreach (var mount in spec.Mounts)
        {
            needs |= OfMount(mount);
        }

        foreach (var denied in spec.Deny)
        {
            needs |= OfDenyMode(denied.Mode);
        }

        return needs
            | When(!spec.Outputs.IsEmpty, SandboxCapabilities.Outputs)
            | When(spec.NewSession, SandboxCapabilities.NewSession)
            | When(!spec.NamedPipes.IsEmpty || !spec.CollectedFiles.IsEmpty, SandboxCapabilities.FileTransfer)
            | When(spec.AsPid1, SandboxCapabilities.AsPid1)
            | When(spec.FakeChown == true, SandboxCapabilities.FakeChown)
            | When(!spec.KeepFileDescriptors.IsEmpty, SandboxCapabilities.KeepFileDescriptors);
    }

    private static SandboxCapabilities OfPrivateMounts(SandboxRoot root) =>
        When(root is not (HostRoot or EmptyRoot or DirectoryRoot { PrivateMounts: false }), PrivateMounts);

    private static SandboxCapabilities OfRoot(SandboxRoot root) => root switch
    {
        HostRoot => SandboxCapabilities.HostRoot,
        ReadOnlyHostRoot => SandboxCapabilities.ReadOnlyHostRoot,
        // A root that is writable throughout is what a directory is anyway; holding any part of it read-only is more.
        DirectoryRoot directory => SandboxCapabilities.DirectoryRoot
            | When(!directory.Writable.IsAll, SandboxCapabilities.WritablePaths),
        EmptyRoot => SandboxCapabilities.TmpfsMounts,
        HermeticRoot => SandboxCapabilities.HermeticRoot,
        _ => throw Unknown(root),
    };

    private static SandboxCapabilities OfNetwork(SandboxNetwork network) => network switch
    {
        NoNetwork own => SandboxCapabilities.NetworkIsolation
            | When(!own.Equals(SandboxNetwork.None), SandboxCapabilities.LoopbackAddresses),
        HostNetwork => SandboxCapabilities.HostNetwork,
        _ => throw Unknown(network),
    };

    private static SandboxCapabilities OfMount(SandboxMount mount) => mount switch
    {
        BindMount { ReadOnly: true } => SandboxCapabilities.ReadOnlyBindMounts,
        BindMount => SandboxCapabilities.BindMounts,
        TmpfsMount tmpfs => SandboxCapabilities.TmpfsMounts | When(tmpfs.Size is not null, SandboxCapabilities.TmpfsSize),
        ProcMount => SandboxCapabilities.ProcMounts,
        KernelMount => SandboxCapabilities.KernelMounts,
        DevMount => SandboxCapabilities.DevMounts,
        DirectoryMount or SymlinkMount or FileMount => SandboxCapabilities.SynthesizedFiles,
        _ => throw Unknown(mount),
    };

    private static SandboxCapabilities OfDenyMode(DenyMode mode) => mode switch
    {
        DenyMode.Block => SandboxCapabilities.DenyBlock,
        DenyMode.Hide => SandboxCapabilities.DenyHide,
        DenyMode.Message => SandboxCapabilities.DenyMessage,
        _ => throw Unknown(mode),
    };

    private static SandboxCapabilities OfIdentity(SandboxIdentity identity) =>
        When(identity.UserId is not null || identity.GroupId is not null, SandboxCapabilities.UserMapping)
        | When(identity.HostName is not null, SandboxCapabilities.HostName)
        | When(identity.DomainName is not null, SandboxCapabilities.DomainName);

    private static SandboxCapabilities OfCgroup(SandboxCgroup? group) =>
        group is null ? SandboxCapabilities.None
        : (group.Parent ?? group.Existing) is null ? SandboxCapabilities.Cgroup
        : SandboxCapabilities.CgroupParent;

    // What a named directory can hold, nobody knows before it is tried: then it is refused there.
    private static SandboxCapabilities OfTree(SandboxLimits limits) =>
        When(limits.Memory is not null, SandboxCapabilities.MemoryLimit)
        | When(limits.Processes is not null, SandboxCapabilities.ProcessLimit)
        | When(limits.Cpus is not null, SandboxCapabilities.CpusLimit);

    private static SandboxCapabilities OfLimits(SandboxLimits limits, SandboxCgroup? group) =>
        (group?.Parent is null ? OfTree(limits) : SandboxCapabilities.None)
        | When(limits.WallTime is not null, SandboxCapabilities.WallTimeLimit)
        | When(limits.CpuTime is not null, SandboxCapabilities.CpuTimeLimit)
        | When(limits.FileSize is not null, SandboxCapabilities.FileSizeLimit)
        | When(
            limits.OpenFiles is not null || limits.Stack is not null || limits.CoreSize is not null || limits.AddressSpace is not null,
            SandboxCapabilities.ResourceLimits)
        | When(limits.Output is not null, SandboxCapabilities.OutputLimit);

    private static SandboxCapabilities When(bool asked, SandboxCapabilities capability) =>
        asked ? capability : SandboxCapabilities.None;

    // The hierarchies are closed, so a new member that is not handled here must fail loudly: needing nothing would be
    // weaker than asked.
    private static NotSupportedException Unknown(object value) =>
        new($"{value.GetType().Name} {value} has no capability assigned");
}

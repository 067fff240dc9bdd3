using System.Collections.Immutable;

namespace Sandbox.Json;

/// <summary>Makes a document of a spec, leaving out what is a default.</summary>
internal static class SpecToDocument
{
    public static SpecDocument Convert(SandboxSpec spec) => new()
    {
        FileName = spec.FileName,
        Arguments = NullIfEmpty(spec.Arguments),
        Root = ConvertRoot(spec.Root),
        Inputs = NullIfEmpty(spec.Inputs),
        Outputs = NullIfEmpty(spec.Outputs),
        ScratchDirectory = spec.ScratchDirectory,
        KeepScratch = WhenTrue(spec.KeepScratch),
        ReportChanges = WhenTrue(spec.ReportChanges),
        Mounts = NullIfEmpty([.. spec.Mounts.Select(mount => ConvertMount(mount) with { KeepVisible = WhenTrue(mount.KeepVisible) })]),
        Deny = NullIfEmpty([.. spec.Deny.Select(ConvertDenied)]),
        Network = NetworkForms.ToDocument(spec.Network),
        Environment = ConvertEnvironment(spec.Environment),
        WorkingDirectory = spec.WorkingDirectory,
        Identity = ConvertIdentity(spec.Identity),
        Umask = spec.Umask,
        Limits = ConvertLimits(spec.Limits),
        Cgroup = spec.Cgroup is { } group
            ? new CgroupDocument
            {
                Parent = group.Parent, Existing = group.Existing, Settings = group.Settings.IsEmpty ? null : group.Settings,
            }
            : null,
        Stdio = StdioForms.ToDocument(spec.Stdio),
        NamedPipes = NullIfEmpty([.. spec.NamedPipes.Select(TransferForms.FromPipe)]),
        CollectedFiles = NullIfEmpty([.. spec.CollectedFiles.Select(TransferForms.FromFile)]),
        KeepFileDescriptors = NullIfEmpty(spec.KeepFileDescriptors),
        NewSession = spec.NewSession ? true : null,
        AsPid1 = spec.AsPid1 ? true : null,
        RandomizeAddresses = spec.RandomizeAddresses ? null : false,
        FakeChown = spec.FakeChown,
        AllowDegraded = spec.AllowDegraded,
    };

    private static bool? WhenTrue(bool value) => value ? true : null;

    private static ImmutableArray<T>? NullIfEmpty<T>(ImmutableArray<T> values) => values.IsEmpty ? null : values;

    private static ShortForm<RootDocument>? ConvertRoot(SandboxRoot root) => root switch
    {
        ReadOnlyHostRoot { WritableWorkingDirectory: true, Ephemeral: false } => null,
        ReadOnlyHostRoot readOnly => new(
            null,
            new ReadOnlyRootDocument
            {
                WritableWorkingDirectory = readOnly.WritableWorkingDirectory ? null : false, Ephemeral = WhenTrue(root.Ephemeral),
            }),
        HostRoot { Ephemeral: false } => new("host", null),
        HostRoot => new(null, new HostRootDocument { Ephemeral = true }),
        DirectoryRoot directory => new(
            null,
            new DirectoryRootDocument
            {
                Path = directory.Path,
                Writable = ConvertWritable(directory.Writable),
                PrivateMounts = directory.PrivateMounts ? null : false,
                Ephemeral = WhenTrue(root.Ephemeral),
            }),
        EmptyRoot => new("empty", null),
        HermeticRoot { SystemDirectories: true } => new("hermetic", null),
        HermeticRoot => new(null, new HermeticRootDocument { SystemDirectories = false }),
        _ => throw Unknown(root),
    };

    private static ShortForm<IReadOnlyList<string>> ConvertWritable(WritablePaths writable) => writable switch
    {
        { IsAll: true } => new("all", null),
        { Paths.IsEmpty: true } => new("none", null),
        _ => new(null, writable.Paths),
    };

    private static MountDocument ConvertMount(SandboxMount mount) => mount switch
    {
        BindMount bind => new BindDocument
        {
            Source = bind.Source,
            Target = bind.Target,
            ReadOnly = bind.ReadOnly ? true : null,
            Optional = bind.Optional ? true : null,
        },
        TmpfsMount tmpfs => new TmpfsDocument
        {
            Target = tmpfs.Target,
            Size = tmpfs.Size is { } size ? new SizeValue(size) : null,
            Mode = tmpfs.Mode,
            Entries = tmpfs.Entries,
            ReadOnly = tmpfs.ReadOnly ? true : null,
        },
        ProcMount proc => new ProcDocument { Target = mount.Target, ReadOnly = proc.ReadOnly ? true : null },
        KernelMount kernel => new KernelMountDocument
        {
            FileSystem = KernelFileSystemNames.Of(kernel.FileSystem),
            Target = kernel.Target,
            ReadOnly = kernel.ReadOnly ? true : null,
        },
        DevMount => new DevDocument { Target = mount.Target },
        DirectoryMount directory => new DirectoryDocument { Target = directory.Target, Mode = directory.Mode },
        SymlinkMount symlink => new SymlinkDocument { Target = symlink.Target, LinkTarget = symlink.LinkTarget },
        FileMount file => new FileDocument { Source = file.Source, Target = file.Target, Mode = file.Mode },
        _ => throw Unknown(mount),
    };

    private static ShortForm<DenyDocument> ConvertDenied(DeniedPath denied) => new(
        null,
        new DenyDocument
        {
            Path = denied.Path,
            Mode = denied.Mode switch
            {
                DenyMode.Block => "block",
                DenyMode.Hide => "hide",
                DenyMode.Message => "message",
                _ => throw Unknown(denied.Mode),
            },
            Reason = denied.Reason,
        });

    private static EnvironmentDocument? ConvertEnvironment(SandboxEnvironment environment) =>
        environment.Inherit && environment.Variables.IsEmpty
            ? null
            : new EnvironmentDocument
            {
                Inherit = environment.Inherit,
                Variables = environment.Variables.IsEmpty ? null : environment.Variables,
            };

    private static IdentityDocument? ConvertIdentity(SandboxIdentity identity) =>
        identity == SandboxIdentity.SameAsCaller
            ? null
            : new IdentityDocument
            {
                UserId = identity.UserId,
                GroupId = identity.GroupId,
                HostName = identity.HostName,
                DomainName = identity.DomainName,
            };

    private static LimitsDocument? ConvertLimits(SandboxLimits limits) =>
        limits == SandboxLimits.None
            ? null
            : new LimitsDocument
            {
                WallTime = limits.WallTime,
                KillAfter = limits.KillAfter,
                CpuTime = limits.CpuTime,
                Memory = Size(limits.Memory),
                Processes = limits.Processes,
                Cpus = limits.Cpus,
                AddressSpace = Size(limits.AddressSpace),
                FileSize = Size(limits.FileSize),
                OpenFiles = limits.OpenFiles,
                Stack = Size(limits.Stack),
                CoreSize = Size(limits.CoreSize),
                Output = Size(limits.Output),
            };

    private static SizeValue? Size(long? bytes) => bytes is { } value ? new SizeValue(value) : null;

    private static NotSupportedException Unknown(object value) =>
        new($"{value.GetType().Name} {value} has no form in JSON");
}

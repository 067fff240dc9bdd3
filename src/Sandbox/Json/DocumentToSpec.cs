using System.Collections.Immutable;

namespace Sandbox.Json;

/// <summary>Makes a spec of a document that has been read.</summary>
internal static class DocumentToSpec
{
    /// <summary>The spec; where errors were added, it is not to be used.</summary>
    public static SandboxSpec Convert(SpecDocument document, SpecErrors errors) => new()
    {
        FileName = document.FileName,
        Arguments = [.. document.Arguments ?? []],
        Root = ConvertRoot(document.Root, errors),
        Inputs = [.. document.Inputs ?? []],
        Outputs = [.. document.Outputs ?? []],
        ScratchDirectory = document.ScratchDirectory,
        KeepScratch = document.KeepScratch ?? false,
        ReportChanges = document.ReportChanges ?? false,
        Mounts = [.. (document.Mounts ?? []).Select((mount, index) => ConvertMount(mount, $"mounts[{index}]", errors))],
        Deny = [.. (document.Deny ?? []).Select((denied, index) => ConvertDenied(denied, $"deny[{index}]", errors))],
        Network = NetworkForms.ToNetwork(document.Network, errors),
        Environment = ConvertEnvironment(document.Environment),
        WorkingDirectory = document.WorkingDirectory,
        Identity = ConvertIdentity(document.Identity),
        Umask = document.Umask,
        Limits = ConvertLimits(document.Limits),
        Cgroup = ConvertCgroup(document.Cgroup),
        Stdio = StdioForms.ToStdio(document.Stdio, errors),
        NamedPipes = [.. (document.NamedPipes ?? []).Select(TransferForms.ToPipe)],
        CollectedFiles = [.. (document.CollectedFiles ?? []).Select(TransferForms.ToFile)],
        KeepFileDescriptors = [.. document.KeepFileDescriptors ?? []],
        NewSession = document.NewSession ?? false,
        AsPid1 = document.AsPid1 ?? false,
        RandomizeAddresses = document.RandomizeAddresses ?? true,
        FakeChown = document.FakeChown,
        AllowDegraded = document.AllowDegraded,
    };

    private static SandboxRoot ConvertRoot(ShortForm<RootDocument>? root, SpecErrors errors)
    {
        switch (root)
        {
            case null or { Text: "readonly" }:
                return SandboxRoot.ReadOnlyHost;
            case { Text: "host" }:
                return SandboxRoot.Host;
            case { Full: HostRootDocument host }:
                return new HostRoot { Ephemeral = host.Ephemeral ?? false };
            case { Full: ReadOnlyRootDocument readOnly }:
                return new ReadOnlyHostRoot
                {
                    WritableWorkingDirectory = readOnly.WritableWorkingDirectory ?? true, Ephemeral = readOnly.Ephemeral ?? false,
                };
            case { Full: DirectoryRootDocument directory }:
                return SandboxRoot.Directory(directory.Path, ConvertWritable(directory.Writable, errors)) with
                {
                    PrivateMounts = directory.PrivateMounts ?? true, Ephemeral = directory.Ephemeral ?? false,
                };
            case { Text: "hermetic" }:
                return SandboxRoot.Hermetic();
            case { Full: HermeticRootDocument hermetic }:
                return SandboxRoot.Hermetic(hermetic.SystemDirectories ?? true) with { Ephemeral = hermetic.Ephemeral ?? false };
            case { Text: "empty" }:
                return SandboxRoot.Empty;
            case { Full: EmptyRootDocument empty }:
                return SandboxRoot.Empty with { Ephemeral = empty.Ephemeral ?? false };
            default:
                errors.Add(
                    "root",
                    $"{TextRules.Show(root.Text ?? "")} is not one of: host, readonly, hermetic, empty, or an object with a type");
                return SandboxRoot.ReadOnlyHost;
        }
    }

    private static WritablePaths? ConvertWritable(ShortForm<IReadOnlyList<string>>? writable, SpecErrors errors)
    {
        switch (writable)
        {
            case null:
                return null;
            case { Text: "none" }:
                return WritablePaths.None;
            case { Text: "all" }:
                return WritablePaths.All;
            case { Full: { } paths }:
                return WritablePaths.Only(paths);
            default:
                errors.Add(
                    "root.writable",
                    $"{TextRules.Show(writable.Text ?? "")} is not one of: all, none, or a list of paths");
                return WritablePaths.None;
        }
    }

    private static SandboxMount ConvertMount(MountDocument mount, string member, SpecErrors errors) =>
        ConvertKind(mount, member, errors) with { KeepVisible = mount.KeepVisible ?? false };

    private static SandboxMount ConvertKind(MountDocument mount, string member, SpecErrors errors) => mount switch
    {
        BindDocument bind => new BindMount
        {
            Source = bind.Source,
            Target = bind.Target ?? bind.Source,
            ReadOnly = bind.ReadOnly ?? false,
            Optional = bind.Optional ?? false,
        },
        TmpfsDocument tmpfs => SandboxMount.Tmpfs(tmpfs.Target, tmpfs.Size?.Bytes, tmpfs.Mode) with
        {
            Entries = tmpfs.Entries, ReadOnly = tmpfs.ReadOnly ?? false,
        },
        ProcDocument proc => SandboxMount.Proc(proc.Target) with { ReadOnly = proc.ReadOnly ?? false },
        KernelMountDocument kernel => ConvertKernelMount(kernel, member, errors),
        DevDocument dev => SandboxMount.Dev(dev.Target),
        DirectoryDocument directory => SandboxMount.Directory(directory.Target, directory.Mode),
        SymlinkDocument symlink => SandboxMount.Symlink(symlink.LinkTarget, symlink.Target),
        FileDocument file => SandboxMount.File(file.Source, file.Target, file.Mode),
        _ => throw new NotSupportedException($"{mount.GetType().Name} has no mount"),
    };

    private static KernelMount ConvertKernelMount(KernelMountDocument mount, string member, SpecErrors errors)
    {
        errors.Check(
            KernelFileSystemNames.TryParse(mount.FileSystem, out var fileSystem),
            $"{member}.fileSystem",
            $"{TextRules.Show(mount.FileSystem)} is not one of: {KernelFileSystemNames.All}");
        return SandboxMount.Kernel(fileSystem, mount.Target, mount.ReadOnly ?? false);
    }

    private static DeniedPath ConvertDenied(ShortForm<DenyDocument> denied, string member, SpecErrors errors)
    {
        if (denied.Full is { } full)
        {
            var mode = DenyMode.Block;
            errors.Check(
                full.Mode is null || DeniedPathText.TryParseMode(full.Mode, out mode),
                $"{member}.mode",
                $"{TextRules.Show(full.Mode ?? "")} is not one of: block, hide, message");
            return new DeniedPath { Path = full.Path, Mode = mode, Reason = full.Reason };
        }

        if (DeniedPathText.TryParse(denied.Text, out var path))
        {
            return path;
        }

        errors.Add(member, $"{TextRules.Show(denied.Text ?? "")} is not {DeniedPathText.Expected}");
        return DeniedPath.Block("/");
    }

    private static SandboxEnvironment ConvertEnvironment(EnvironmentDocument? environment) => environment is null
        ? SandboxEnvironment.Inherited
        : new SandboxEnvironment
        {
            Inherit = environment.Inherit ?? true,
            Variables = (environment.Variables ?? new Dictionary<string, string?>())
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
        };

    private static SandboxIdentity ConvertIdentity(IdentityDocument? identity) => identity is null
        ? SandboxIdentity.SameAsCaller
        : new SandboxIdentity
        {
            UserId = identity.UserId,
            GroupId = identity.GroupId,
            HostName = identity.HostName,
            DomainName = identity.DomainName,
        };

    private static SandboxCgroup? ConvertCgroup(CgroupDocument? group) => group is null
        ? null
        : new SandboxCgroup
        {
            Parent = group.Parent,
            Existing = group.Existing,
            Settings = (group.Settings ?? new Dictionary<string, string>()).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };

    private static SandboxLimits ConvertLimits(LimitsDocument? limits) => limits is null
        ? SandboxLimits.None
        : new SandboxLimits
        {
            WallTime = limits.WallTime,
            KillAfter = limits.KillAfter,
            CpuTime = limits.CpuTime,
            Memory = limits.Memory?.Bytes,
            Processes = limits.Processes,
            Cpus = limits.Cpus,
            AddressSpace = limits.AddressSpace?.Bytes,
            FileSize = limits.FileSize?.Bytes,
            OpenFiles = limits.OpenFiles,
            Stack = limits.Stack?.Bytes,
            CoreSize = limits.CoreSize?.Bytes,
            Output = limits.Output?.Bytes,
        };
}

using System.Collections.Immutable;

namespace Sandbox;

/// <summary>The mounts where the back-end lacks their kind: a bind of the other kind, or none.</summary>
internal static class DegradedMounts
{
    private const string LeftOut = "it is left out, and what the root has there is seen";

    public static SandboxSpec Apply(SandboxSpec spec, Degradation degradation)
    {
        var mounts = ImmutableArray.CreateBuilder<SandboxMount>(spec.Mounts.Length);
        for (var index = 0; index < spec.Mounts.Length; index++)
        {
            if (Replace(spec.Mounts[index], $"mounts[{index}]", degradation) is { } mount)
            {
                mounts.Add(mount);
            }
        }

        return spec with { Mounts = mounts.DrainToImmutable() };
    }

    private static SandboxMount? Replace(SandboxMount mount, string member, Degradation degradation)
    {
        SandboxMount? Drop(SandboxCapabilities capability, string kind) => degradation.Drop<SandboxMount?>(
            capability, member, $"{kind} on {mount.Target}", LeftOut, mount, null);
        return mount switch
        {
            BindMount bind => ReplaceBind(bind, member, degradation),
            TmpfsMount when !degradation.Offers(SandboxCapabilities.TmpfsMounts) => Drop(SandboxCapabilities.TmpfsMounts, "tmpfs"),
            TmpfsMount tmpfs => WithoutSize(tmpfs, member, degradation),
            ProcMount => Drop(SandboxCapabilities.ProcMounts, "proc"),
            KernelMount kernel => Drop(SandboxCapabilities.KernelMounts, KernelFileSystemNames.Of(kernel.FileSystem)),
            DevMount => Drop(SandboxCapabilities.DevMounts, "dev"),
            DirectoryMount => Drop(SandboxCapabilities.SynthesizedFiles, "directory"),
            SymlinkMount => Drop(SandboxCapabilities.SynthesizedFiles, "symbolic link"),
            FileMount => Drop(SandboxCapabilities.SynthesizedFiles, "file"),
            // The set of mounts is closed; one that is forgotten here stays, and so does what it needs.
            _ => mount,
        };
    }

    private static TmpfsMount WithoutSize(TmpfsMount tmpfs, string member, Degradation degradation) => degradation.Drop(
        SandboxCapabilities.TmpfsSize, $"{member}.size", tmpfs.Size is { } size ? ByteSize.Format(size) : null,
        "it holds as much as half of the machine's memory", tmpfs, tmpfs with { Size = null });

    private static BindMount? ReplaceBind(BindMount bind, string member, Degradation degradation)
    {
        var (asked, other) = bind.ReadOnly
            ? (SandboxCapabilities.ReadOnlyBindMounts, SandboxCapabilities.BindMounts)
            : (SandboxCapabilities.BindMounts, SandboxCapabilities.ReadOnlyBindMounts);
        var value = $"{(bind.ReadOnly ? "read-only bind" : "bind")} of {bind.Source} on {bind.Target}";
        return degradation.Offers(other)
            ? degradation.Drop(
                asked, member, value, bind.ReadOnly ? "it is writable" : "it is read-only",
                bind, bind with { ReadOnly = !bind.ReadOnly })
            : degradation.Drop<BindMount?>(asked, member, value, LeftOut, bind, null);
    }
}

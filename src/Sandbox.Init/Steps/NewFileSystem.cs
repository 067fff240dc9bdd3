using Sandbox.Init.Linux;
using Sandbox.Wire;

namespace Sandbox.Init.Steps;

/// <summary>Makes file systems and mounts them, detached (fsopen(2), fsmount(2)). Set-user-ID never works in them.</summary>
internal static unsafe partial class NewFileSystem
{
    public static Outcome Tmpfs(ulong size, uint mode, out int mount) => Tmpfs(size, mode, ""u8.Pointer, out mount);

    /// <param name="size">Bytes; 0 for the kernel's default, half of the memory.</param>
    /// <param name="entries">The most files and directories, as text; none for the kernel's default.</param>
    public static Outcome Tmpfs(ulong size, uint mode, byte* entries, out int mount)
    {
        var outcome = Open("tmpfs"u8.Pointer, out var context);
        var digits = stackalloc byte[Digits.BufferSize];
        if (!outcome.Failed)
        {
            outcome = Set(context, "mode"u8.Pointer, Digits.Format(mode, 8, digits));
        }

        if (!outcome.Failed && size != 0)
        {
            outcome = Set(context, "size"u8.Pointer, Digits.Format(size, 10, digits));
        }

        if (!outcome.Failed && *entries != 0)
        {
            outcome = Set(context, "nr_inodes"u8.Pointer, entries);
        }

        const ulong Attributes = MountAttributes.NoSetuid | MountAttributes.NoDevices;
        return Mount(outcome, context, Attributes, out mount);
    }

    /// <param name="type">A file system that takes no options.</param>
    /// <param name="attributes">MOUNT_ATTR_*, besides nosuid, nodev and noexec.</param>
    public static Outcome OfKernel(byte* type, ulong attributes, out int mount)
    {
        var outcome = Open(type, out var context);
        const ulong Always = MountAttributes.NoSetuid | MountAttributes.NoDevices | MountAttributes.NoExecute;
        return Mount(outcome, context, Always | attributes, out mount);
    }

    /// <summary>A private instance: none of its terminals is one of the host's.</summary>
    /// <param name="attributes">MOUNT_ATTR_*, besides nosuid and noexec.</param>
    public static Outcome Devpts(ulong attributes, out int mount)
    {
        var outcome = Open("devpts"u8.Pointer, out var context);
        if (!outcome.Failed)
        {
            outcome = Set(context, "ptmxmode"u8.Pointer, "0666"u8.Pointer);
        }

        if (!outcome.Failed)
        {
            outcome = Set(context, "mode"u8.Pointer, "0620"u8.Pointer);
        }

        const ulong Always = MountAttributes.NoSetuid | MountAttributes.NoExecute;
        return Mount(outcome, context, Always | attributes, out mount);
    }

    private static Outcome Open(byte* type, out int context)
    {
        var answer = Mounts.OpenFileSystem(type);
        context = (int)answer;
        return Outcome.Of(FailedCall.Fsopen, answer);
    }

    private static Outcome Set(int context, byte* key, byte* value) =>
        Outcome.Of(FailedCall.Fsconfig, Mounts.SetOption(context, key, value));

    // Takes the context, also one that could not be made or prepared.
    private static Outcome Mount(Outcome outcome, int context, ulong attributes, out int mount)
    {
        mount = -1;
        if (!outcome.Failed)
        {
            outcome = Outcome.Of(FailedCall.Fsconfig, Mounts.CreateFileSystem(context));
        }

        if (!outcome.Failed)
        {
            var answer = Mounts.MountFileSystem(context, attributes);
            mount = (int)answer;
            outcome = Outcome.Of(FailedCall.Fsmount, answer);
        }

        if (context >= 0)
        {
            Files.Close(context);
        }

        return outcome;
    }
}

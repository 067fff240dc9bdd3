using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct mount_attr of mount_setattr(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct MountAttr
{
    public const ulong MS_PRIVATE = 1 << 18;

    public ulong Set;
    public ulong Clear;
    public ulong Propagation;
    public ulong UserNamespace;
}

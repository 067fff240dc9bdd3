namespace Sandbox.Wire;

/// <summary>The MOUNT_ATTR_* bits of mount_setattr(2) and fsmount(2).</summary>
internal static class MountAttributes
{
    public const ulong ReadOnly = 0x1;
    public const ulong NoSetuid = 0x2;
    public const ulong NoDevices = 0x4;
    public const ulong NoExecute = 0x8;
}

using static Sandbox.Tests.Interop.CompiledProgram;

namespace Sandbox.Tests.Interop;

/// <summary>Mounts.</summary>
internal static class MountHeaders
{
    private const string Attributes = "Sandbox.Wire.MountAttributes";

    public static CHeader[] All =>
    [
        new CHeader("linux/mount.h")
            .Constants(Init, "Mounts", "OPEN_TREE_CLONE", "MOVE_MOUNT_F_EMPTY_PATH", "MOVE_MOUNT_T_EMPTY_PATH")
            .Constants(Init, "Mounts", "FSOPEN_CLOEXEC", "FSMOUNT_CLOEXEC", "FSCONFIG_SET_FLAG", "FSCONFIG_SET_STRING", "FSCONFIG_CMD_CREATE")
            .Constants(Init, "MountAttr", "MS_PRIVATE")
            .Structure(
                Init, "MountAttr", "struct mount_attr",
                ("Set", "attr_set"), ("Clear", "attr_clr"), ("Propagation", "propagation"), ("UserNamespace", "userns_fd"))
            .Constant(Engine, $"{Attributes}.ReadOnly", "MOUNT_ATTR_RDONLY")
            .Constant(Engine, $"{Attributes}.NoSetuid", "MOUNT_ATTR_NOSUID")
            .Constant(Engine, $"{Attributes}.NoDevices", "MOUNT_ATTR_NODEV")
            .Constant(Engine, $"{Attributes}.NoExecute", "MOUNT_ATTR_NOEXEC"),

        new CHeader("sys/mount.h")
            .Constants(Init, "Mounts", "MNT_DETACH"),
    ];
}

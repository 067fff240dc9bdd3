using static Sandbox.Init.SyscallNumber;

namespace Sandbox.Init.Linux;

/// <summary>The mount calls that work on descriptors; each answers as <see cref="Syscall.Invoke(nint)"/> does.</summary>
internal static unsafe class Mounts
{
    private const int OPEN_TREE_CLONE = 0x1;
    private const int AT_RECURSIVE = 0x8000;
    private const int MOVE_MOUNT_F_EMPTY_PATH = 0x4;
    private const int MOVE_MOUNT_T_EMPTY_PATH = 0x40;
    private const int FSOPEN_CLOEXEC = 0x1;
    private const int FSMOUNT_CLOEXEC = 0x1;
    private const int FSCONFIG_SET_FLAG = 0;
    private const int FSCONFIG_SET_STRING = 1;
    private const int FSCONFIG_CMD_CREATE = 6;
    private const int MNT_DETACH = 0x2;

    /// <summary>open_tree(2): a detached copy of what is at a path, with the mounts below it.</summary>
    /// <param name="flags">AT_SYMLINK_NOFOLLOW, AT_NO_AUTOMOUNT, AT_EMPTY_PATH.</param>
    public static nint Clone(int directory, byte* path, int flags) =>
        Syscall.Invoke(open_tree, directory, (nint)path, OPEN_TREE_CLONE | Files.O_CLOEXEC | AT_RECURSIVE | flags);

    /// <summary>mount_setattr(2): sets MOUNT_ATTR_* bits and never clears any.</summary>
    public static nint SetAttributes(int mount, ulong attributes, bool recursive)
    {
        var attr = new MountAttr { Set = attributes };
        var flags = recursive ? Files.AT_EMPTY_PATH | AT_RECURSIVE : Files.AT_EMPTY_PATH;
        return Syscall.Invoke(
            mount_setattr, mount, (nint)Files.EmptyPath, flags, (nint)(&attr), sizeof(MountAttr));
    }

    /// <summary>mount_setattr(2): no mount or unmount crosses between this namespace and another.</summary>
    public static nint MakeAllPrivate()
    {
        var attr = new MountAttr { Propagation = MountAttr.MS_PRIVATE };
        return Syscall.Invoke(
            mount_setattr, Files.AT_FDCWD, (nint)"/"u8.Pointer, AT_RECURSIVE, (nint)(&attr), sizeof(MountAttr));
    }

    /// <summary>move_mount(2): attaches a detached mount on top of what <paramref name="target"/> is open on.</summary>
    public static nint Attach(int mount, int target) => Syscall.Invoke(
        move_mount,
        mount,
        (nint)Files.EmptyPath,
        target,
        (nint)Files.EmptyPath,
        MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH);

    /// <summary>As <see cref="Attach"/>, on a path that is looked up from a directory; a final link is not followed.</summary>
    public static nint AttachAt(int mount, int directory, byte* path) => Syscall.Invoke(
        move_mount, mount, (nint)Files.EmptyPath, directory, (nint)path, MOVE_MOUNT_F_EMPTY_PATH);

    /// <summary>fsopen(2).</summary>
    public static nint OpenFileSystem(byte* type) => Syscall.Invoke(fsopen, (nint)type, FSOPEN_CLOEXEC);

    /// <summary>fsconfig(2), FSCONFIG_SET_FLAG.</summary>
    public static nint SetFlag(int context, byte* key) =>
        Syscall.Invoke(fsconfig, context, FSCONFIG_SET_FLAG, (nint)key, 0, 0);

    /// <summary>fsconfig(2), FSCONFIG_SET_STRING.</summary>
    public static nint SetOption(int context, byte* key, byte* value) =>
        Syscall.Invoke(fsconfig, context, FSCONFIG_SET_STRING, (nint)key, (nint)value, 0);

    /// <summary>fsconfig(2), FSCONFIG_CMD_CREATE.</summary>
    public static nint CreateFileSystem(int context) =>
        Syscall.Invoke(fsconfig, context, FSCONFIG_CMD_CREATE, 0, 0, 0);

    /// <summary>fsmount(2): a detached mount.</summary>
    public static nint MountFileSystem(int context, ulong attributes) =>
        Syscall.Invoke(fsmount, context, FSMOUNT_CLOEXEC, (nint)attributes);

    /// <summary>pivot_root(2) with both paths the working directory: the old root ends up on top of the new one.</summary>
    public static nint PivotToWorkingDirectory()
    {
        var here = "."u8.Pointer;
        return Syscall.Invoke(pivot_root, (nint)here, (nint)here);
    }

    /// <summary>umount2(2) of what is on top of a path, with everything below it.</summary>
    public static nint Detach(byte* path) => Syscall.Invoke(umount2, (nint)path, MNT_DETACH);

    /// <summary>umount2(2) of what is on top of the working directory, with everything below it.</summary>
    public static nint DetachWorkingDirectory() => Syscall.Invoke(umount2, (nint)"."u8.Pointer, MNT_DETACH);
}

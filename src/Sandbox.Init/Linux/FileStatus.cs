using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct statx of statx(2), up to the members used here; the kernel writes all 256 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    public const ushort S_IFIFO = 0x1000;

    private const ushort S_IFMT = 0xF000;
    private const ushort S_IFCHR = 0x2000;
    private const ushort S_IFDIR = 0x4000;
    private const ushort S_IFREG = 0x8000;

    [FieldOffset(20)]
    public uint UserId;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public ulong Size;

    [FieldOffset(136)]
    public uint DeviceMajor;

    [FieldOffset(140)]
    public uint DeviceMinor;

    [FieldOffset(144)]
    public ulong MountId;

    public readonly bool IsDirectory => (Mode & S_IFMT) == S_IFDIR;

    public readonly bool IsRegularFile => (Mode & S_IFMT) == S_IFREG;

    public readonly bool IsCharacterDevice => (Mode & S_IFMT) == S_IFCHR;

    public readonly bool IsFifo => (Mode & S_IFMT) == S_IFIFO;

    /// <summary>The type as getdents64(2) puts it: DT_*.</summary>
    public readonly byte EntryType => (byte)(Mode >> 12);

    /// <summary>The permission bits with set-id and sticky.</summary>
    public readonly uint Permissions => (uint)Mode & 0xFFF;

    /// <summary>Identifies the file system for as long as it is mounted.</summary>
    public readonly ulong Device => (ulong)DeviceMajor << 32 | DeviceMinor;
}

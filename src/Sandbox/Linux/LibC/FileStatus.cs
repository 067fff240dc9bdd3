using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>sys/stat.h: <c>struct statx</c>, as far as it is read here; 256 bytes in all.</summary>
[StructLayout(LayoutKind.Explicit, Size = 256)]
internal struct FileStatus
{
    [FieldOffset(0)]
    public uint Mask;

    [FieldOffset(20)]
    public uint UserId;

    [FieldOffset(24)]
    public uint GroupId;

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;

    [FieldOffset(40)]
    public ulong Size;

    /// <summary>The time of the last change (mtime), seconds since 1970.</summary>
    [FieldOffset(112)]
    public long Modified;

    [FieldOffset(120)]
    public uint ModifiedNanoseconds;

    [FieldOffset(128)]
    public uint DeviceNodeMajor;

    [FieldOffset(132)]
    public uint DeviceNodeMinor;

    [FieldOffset(136)]
    public uint DeviceMajor;

    [FieldOffset(140)]
    public uint DeviceMinor;
}

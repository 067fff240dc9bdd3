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

    [FieldOffset(28)]
    public ushort Mode;

    [FieldOffset(32)]
    public ulong Inode;
}

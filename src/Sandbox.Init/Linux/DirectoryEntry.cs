using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>The fixed part of struct linux_dirent64 of getdents64(2); the name and its NUL follow.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1)]
internal struct DirectoryEntry
{
    public const byte DT_UNKNOWN = 0;
    public const byte DT_DIR = 4;
    public const byte DT_LNK = 10;

    public const int NameOffset = 19;

    public ulong Inode;
    public long Next;
    public ushort Length;
    public byte Type;
}

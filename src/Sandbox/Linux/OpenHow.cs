using System.Runtime.InteropServices;

namespace Sandbox.Linux;

/// <summary>linux/openat2.h: <c>struct open_how</c> of openat2(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct OpenHow
{
    public const ulong RESOLVE_NO_SYMLINKS = 0x04;

    public ulong Flags;
    public ulong Mode;
    public ulong Resolve;
}

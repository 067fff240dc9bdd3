using System.Runtime.InteropServices;

namespace Sandbox.Isolate.Linux;

/// <summary>struct new_utsname of uname(2), of which only the host's name is used here.</summary>
[StructLayout(LayoutKind.Explicit, Size = 390)]
internal unsafe struct SystemNames
{
    public const int __NEW_UTS_LEN = 64;

    [FieldOffset(65)]
    public fixed byte Host[__NEW_UTS_LEN + 1];
}

using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct statfs of statfs(2), up to the member used here; the kernel writes all 120 bytes.</summary>
[StructLayout(LayoutKind.Explicit, Size = 120)]
internal struct FileSystemStatus
{
    private const long ST_NOEXEC = 8;

    [FieldOffset(80)]
    public long Flags;

    /// <summary>Whether nothing on the mount can be executed.</summary>
    public readonly bool IsNoExecute => (Flags & ST_NOEXEC) != 0;
}

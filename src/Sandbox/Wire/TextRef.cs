using System.Runtime.InteropServices;

namespace Sandbox.Wire;

/// <summary>A text or a run of bytes in a plan.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct TextRef
{
    /// <summary>Bytes from <see cref="PlanHeader.TextOffset"/>.</summary>
    public uint Offset;

    /// <summary>Bytes, without the NUL that follows.</summary>
    public uint Length;
}

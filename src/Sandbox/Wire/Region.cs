using System.Runtime.InteropServices;

namespace Sandbox.Wire;

/// <summary>An array in a plan.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct Region
{
    /// <summary>Bytes from the start of the plan, a multiple of 8.</summary>
    public uint Offset;

    /// <summary>Elements, not bytes.</summary>
    public uint Count;
}

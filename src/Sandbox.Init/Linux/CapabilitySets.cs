using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>Two structs __user_cap_data_struct of capset(2): capabilities 0 to 31, then 32 to 63.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CapabilitySets
{
    public uint EffectiveLow;
    public uint PermittedLow;
    public uint InheritableLow;
    public uint EffectiveHigh;
    public uint PermittedHigh;
    public uint InheritableHigh;
}

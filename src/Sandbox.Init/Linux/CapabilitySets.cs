using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>Two structs __user_cap_data_struct of capset(2): capabilities 0 to 31, then 32 to 63.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct CapabilitySets
{
    public const int CAP_SYS_ADMIN = 21;
    public const int CAP_SETFCAP = 31;

    public uint EffectiveLow;
    public uint PermittedLow;
    public uint InheritableLow;
    public uint EffectiveHigh;
    public uint PermittedHigh;
    public uint InheritableHigh;

    /// <summary>Effective and permitted is this one alone.</summary>
    /// <param name="capability">0 to 31.</param>
    public static CapabilitySets Only(int capability) =>
        new() { EffectiveLow = 1u << capability, PermittedLow = 1u << capability };

    public readonly bool Permit(int capability) =>
        ((capability < 32 ? PermittedLow >> capability : PermittedHigh >> (capability - 32)) & 1) != 0;
}

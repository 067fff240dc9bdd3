using System.Runtime.InteropServices;

namespace Sandbox.Wire;

/// <summary>One step of a plan; <see cref="StepCode"/> says what each member means for it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct StepRecord
{
    /// <summary>A <see cref="StepCode"/>.</summary>
    public uint Code;

    /// <summary>A set of <see cref="StepFlags"/>; one the code does not know makes the plan invalid.</summary>
    public uint Flags;

    public ulong Value1;
    public ulong Value2;
    public TextRef Text1;
    public TextRef Text2;
}

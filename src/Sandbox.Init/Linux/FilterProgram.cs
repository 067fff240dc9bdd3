using System.Runtime.InteropServices;

namespace Sandbox.Init.Linux;

/// <summary>struct sock_fprog of seccomp(2).</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FilterProgram
{
    /// <summary>sizeof(struct sock_filter).</summary>
    public const int InstructionSize = 8;

    /// <summary>BPF_MAXINSNS.</summary>
    public const int MaxInstructions = 4096;

    public ushort Length;
    public byte* Instructions;
}

using System.Runtime.InteropServices;

namespace Sandbox.Linux.Seccomp;

/// <summary>One instruction of classic BPF: the kernel's <c>struct sock_filter</c> (linux/filter.h).</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct BpfInstruction(ushort Code, byte JumpTrue, byte JumpFalse, uint Constant)
{
    /// <summary>Loads a 32-bit word of <c>struct seccomp_data</c>.</summary>
    public static BpfInstruction Load(uint offset) => new(0x20, 0, 0, offset);

    /// <summary>Skips one number of instructions when the loaded word equals a value, another when not.</summary>
    public static BpfInstruction JumpIfEqual(uint value, byte equal, byte different) => new(0x15, equal, different, value);

    /// <summary>Skips one number of instructions when the loaded word is at least a value, another when not.</summary>
    public static BpfInstruction JumpIfAtLeast(uint value, byte atLeast, byte less) => new(0x35, atLeast, less, value);

    /// <summary>Ends with a verdict.</summary>
    public static BpfInstruction Return(uint verdict) => new(0x06, 0, 0, verdict);
}

using System.Runtime.InteropServices;

namespace Sandbox.Isolate.Linux;

/// <summary>struct sock_filter, and what seccomp(2) has a filter load and answer.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct FilterInstruction
{
    /// <summary>BPF_LD | BPF_W | BPF_ABS</summary>
    public const ushort Load = 0x20;

    /// <summary>BPF_ALU | BPF_AND | BPF_K</summary>
    public const ushort And = 0x54;

    /// <summary>BPF_JMP | BPF_JEQ | BPF_K</summary>
    public const ushort JumpIfEqual = 0x15;

    /// <summary>BPF_JMP | BPF_JGE | BPF_K</summary>
    public const ushort JumpIfAtLeast = 0x35;

    /// <summary>BPF_RET | BPF_K</summary>
    public const ushort Return = 0x06;

    public const uint SECCOMP_RET_ALLOW = 0x7FFF_0000;
    public const uint SECCOMP_RET_ERRNO = 0x0005_0000;

    /// <summary>offsetof(struct seccomp_data, nr)</summary>
    public const uint NumberOffset = 0;

    /// <summary>offsetof(struct seccomp_data, arch)</summary>
    public const uint ArchitectureOffset = 4;

    /// <summary>offsetof(struct seccomp_data, args): the lower half of the first argument.</summary>
    public const uint FirstArgumentOffset = 16;

    public ushort Code;
    public byte JumpTrue;
    public byte JumpFalse;
    public uint Constant;
}

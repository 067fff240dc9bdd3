using System;
using Sandbox.Init;

namespace Sandbox.Isolate.Linux;

/// <summary>
/// The calls that a filter answers, by the interfaces a program on x86-64 can make them through: its own, x32, which
/// has the same numbers here but for a bit, and that of 32-bit programs.
/// </summary>
internal static class CallNumbers
{
    public const uint AUDIT_ARCH_X86_64 = 0xC000_003E;
    public const uint AUDIT_ARCH_I386 = 0x4000_0003;
    public const uint __X32_SYSCALL_BIT = 0x4000_0000;

    public const uint AddKey = 248;
    public const uint RequestKey = 249;
    public const uint Socket = SyscallNumber.socket;
    public const uint Socket32 = 359;

    /// <summary>The same everywhere.</summary>
    public const uint IoUringSetup = 425;

    private const ushort Chown = 92;
    private const ushort Fchown = SyscallNumber.fchown;
    private const ushort Lchown = 94;
    private const ushort Fchownat = SyscallNumber.fchownat;

    // Those with 16-bit ids came first.
    private const ushort Lchown32Short = 16;
    private const ushort Fchown32Short = 95;
    private const ushort Chown32Short = 182;
    private const ushort Lchown32 = 198;
    private const ushort Fchown32 = 207;
    private const ushort Chown32 = 212;
    private const ushort Fchownat32 = 298;

    public static ReadOnlySpan<ushort> ChangeOwner => [Chown, Fchown, Lchown, Fchownat];

    public static ReadOnlySpan<ushort> ChangeOwner32 =>
        [Chown32Short, Fchown32Short, Lchown32Short, Chown32, Fchown32, Lchown32, Fchownat32];
}

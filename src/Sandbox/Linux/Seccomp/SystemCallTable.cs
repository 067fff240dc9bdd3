using System.Runtime.InteropServices;

namespace Sandbox.Linux.Seccomp;

/// <summary>The numbers of system calls on one processor (asm/unistd.h) and its AUDIT_ARCH (linux/audit.h).</summary>
internal sealed class SystemCallTable
{
    private readonly uint?[] _numbers;

    private SystemCallTable(uint architecture, uint? foreignNumbersFrom, uint?[] numbers)
    {
        Architecture = architecture;
        ForeignNumbersFrom = foreignNumbersFrom;
        _numbers = numbers;
    }

    /// <summary>AUDIT_ARCH_*: what <c>seccomp_data.arch</c> says for a native call.</summary>
    public uint Architecture { get; }

    /// <summary>Numbers from here on are another architecture's under the same AUDIT_ARCH: x32 on x64.</summary>
    public uint? ForeignNumbersFrom { get; }

    /// <summary>The number of a call; null where the processor has no such call, because a newer one does its work.</summary>
    public uint? this[SystemCall call] => _numbers[(int)call];

    private static SystemCallTable X64 { get; } = new(0xC000_003E, 0x4000_0000, [16, 248, 249, 250, 41, 425, 92, 93, 94, 260, 302]);

    private static SystemCallTable Arm64 { get; } = new(0xC000_00B7, null, [29, 217, 218, 219, 198, 425, null, 55, null, 54, 261]);

    public static SystemCallTable For(Architecture processor) => processor switch
    {
        System.Runtime.InteropServices.Architecture.X64 => X64,
        System.Runtime.InteropServices.Architecture.Arm64 => Arm64,
        _ => throw new PlatformNotSupportedException($"Sandbox has no system call table for {processor}; x64 and arm64 are known."),
    };
}

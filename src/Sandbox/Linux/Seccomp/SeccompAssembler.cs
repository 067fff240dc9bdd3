using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Sandbox.Linux.Seccomp;

/// <summary>
/// Assembles filters that allow everything but what they name. Arguments are compared by their low 32 bits, as the
/// kernel reads them: a filter that compared 64 bits could be passed by setting a high one (CVE-2019-10063).
/// </summary>
internal sealed class SeccompAssembler
{
    // struct seccomp_data: int nr; __u32 arch; __u64 instruction_pointer; __u64 args[6] (linux/seccomp.h).
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint ArgumentsOffset = 16;

    private const uint Allow = 0x7FFF_0000;
    private const uint FailWith = 0x0005_0000;

    private static readonly int CheckLength = Unsafe.SizeOf<BpfInstruction>()
        * new SeccompAssembler("", SystemCallTable.For(RuntimeInformation.ProcessArchitecture))._program.Count;

    private readonly string _description;
    private readonly SystemCallTable _table;
    private readonly List<BpfInstruction> _program = [];

    private SeccompAssembler(string description, SystemCallTable table)
    {
        _description = description;
        _table = table;
        _program.Add(BpfInstruction.Load(ArchitectureOffset));
        _program.Add(BpfInstruction.JumpIfEqual(table.Architecture, 1, 0));
        _program.Add(BpfInstruction.Return(FailWith | Errno.ENOSYS));
        if (table.ForeignNumbersFrom is { } foreign)
        {
            _program.Add(BpfInstruction.Load(NumberOffset));
            _program.Add(BpfInstruction.JumpIfAtLeast(foreign, 0, 1));
            _program.Add(BpfInstruction.Return(FailWith | Errno.ENOSYS));
        }
    }

    /// <exception cref="PlatformNotSupportedException">The processor is neither x64 nor arm64.</exception>
    public static SeccompAssembler ForCurrentArchitecture(string description) =>
        new(description, SystemCallTable.For(RuntimeInformation.ProcessArchitecture));

    /// <summary>Answers a call with success, 0, without carrying it out.</summary>
    public SeccompAssembler Pretend(SystemCall call) => Refuse(call, errno: 0);

    /// <summary>Refuses a call whatever its arguments.</summary>
    public SeccompAssembler Refuse(SystemCall call, int errno)
    {
        if (_table[call] is not { } number)
        {
            return this;
        }

        _program.Add(BpfInstruction.Load(NumberOffset));
        _program.Add(BpfInstruction.JumpIfEqual(number, 0, 1));
        _program.Add(BpfInstruction.Return(FailWith | (uint)errno));
        return this;
    }

    /// <summary>Refuses a call when the low 32 bits of one argument have a value.</summary>
    public SeccompAssembler RefuseArgument(SystemCall call, int argument, uint value, int errno)
    {
        if (_table[call] is not { } number)
        {
            return this;
        }

        _program.Add(BpfInstruction.Load(NumberOffset));
        _program.Add(BpfInstruction.JumpIfEqual(number, 0, 3));
        _program.Add(BpfInstruction.Load(ArgumentsOffset + ((uint)argument * 8)));
        _program.Add(BpfInstruction.JumpIfEqual(value, 0, 1));
        _program.Add(BpfInstruction.Return(FailWith | (uint)errno));
        return this;
    }

    /// <summary>
    /// The rules of one program before those of another, both of this class's making: jumps stay within a rule, and each
    /// rule loads what it compares.
    /// </summary>
    public static ImmutableArray<byte> Join(ReadOnlySpan<byte> first, ReadOnlySpan<byte> second) =>
        [.. first[..^Unsafe.SizeOf<BpfInstruction>()], .. second[CheckLength..]];

    public SeccompFilter Build()
    {
        _program.Add(BpfInstruction.Return(Allow));
        return SeccompFilter.From(_description, CollectionsMarshal.AsSpan(_program));
    }
}

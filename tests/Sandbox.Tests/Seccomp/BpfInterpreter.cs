using System.Buffers.Binary;
using Sandbox.Linux.Seccomp;

namespace Sandbox.Tests.Seccomp;

/// <summary>
/// Runs a seccomp filter on one system call as the kernel would (linux/filter.h, seccomp(2)): only what the kernel's
/// own check lets a filter do, and anything else is an error of the filter.
/// </summary>
internal static class BpfInterpreter
{
    /// <summary>sizeof(struct seccomp_data).</summary>
    public const int DataSize = 64;

    private const int InstructionSize = 8;
    private const int MaxInstructions = 4096;

    // BPF_LD | BPF_W | BPF_ABS; BPF_JMP | BPF_JEQ | BPF_K; BPF_JMP | BPF_JGE | BPF_K; BPF_RET | BPF_K.
    private const ushort LoadWord = 0x20;
    private const ushort JumpEqual = 0x15;
    private const ushort JumpGreaterOrEqual = 0x35;
    private const ushort Return = 0x06;

    /// <returns>The verdict, SECCOMP_RET_*.</returns>
    public static uint Run(SeccompFilter filter, ReadOnlySpan<byte> data)
    {
        var program = filter.Bytes.AsSpan();
        Assert.That(program.Length % InstructionSize, Is.Zero, "whole instructions");
        Assert.That(program.Length / InstructionSize, Is.InRange(1, MaxInstructions), "instructions");
        Assert.That(data.Length, Is.EqualTo(DataSize));
        uint accumulator = 0;
        for (var next = 0; ;)
        {
            Assert.That(next, Is.LessThan(program.Length / InstructionSize), "the program runs off its end");
            var instruction = program.Slice(next * InstructionSize, InstructionSize);
            var code = BinaryPrimitives.ReadUInt16LittleEndian(instruction);
            var constant = BinaryPrimitives.ReadUInt32LittleEndian(instruction[4..]);
            next++;
            switch (code)
            {
                case LoadWord:
                    Assert.That(constant % 4, Is.Zero, "loads are aligned");
                    accumulator = BinaryPrimitives.ReadUInt32LittleEndian(data[(int)constant..]);
                    break;
                case JumpEqual:
                    next += accumulator == constant ? instruction[2] : instruction[3];
                    break;
                case JumpGreaterOrEqual:
                    next += accumulator >= constant ? instruction[2] : instruction[3];
                    break;
                case Return:
                    return constant;
                default:
                    throw new InvalidOperationException($"instruction {next - 1} has code 0x{code:x}");
            }
        }
    }
}

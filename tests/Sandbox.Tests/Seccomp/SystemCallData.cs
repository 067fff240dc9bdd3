using System.Buffers.Binary;

namespace Sandbox.Tests.Seccomp;

/// <summary>What a filter sees of a system call: struct seccomp_data (linux/seccomp.h).</summary>
internal sealed record SystemCallData(uint Architecture, uint Number, params ulong[] Arguments)
{
    public byte[] ToBytes()
    {
        var data = new byte[BpfInterpreter.DataSize];
        BinaryPrimitives.WriteUInt32LittleEndian(data, Number);
        BinaryPrimitives.WriteUInt32LittleEndian(data.AsSpan(4), Architecture);
        // The instruction pointer, at 8, means nothing to our filters: a value that must not matter.
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(8), 0x5412_0000_5412);
        for (var i = 0; i < Arguments.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(16 + (8 * i)), Arguments[i]);
        }

        return data;
    }
}

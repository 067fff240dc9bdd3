using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Sandbox.Wire;

namespace Sandbox.Tests.Fuzz;

/// <summary>Breaks plans, at random but repeatably: somewhere in their bytes, or where it hurts.</summary>
internal sealed class PlanMutator(int seed, byte[][] corpus)
{
    private static readonly int HeaderSize = Unsafe.SizeOf<PlanHeader>();
    private static readonly int StepSize = Unsafe.SizeOf<StepRecord>();
    private static readonly int LengthOffset = (int)System.Runtime.InteropServices.Marshal.OffsetOf<PlanHeader>(nameof(PlanHeader.TotalLength));

    private readonly Random _random = new(seed);

    /// <summary>One of the corpus' plans, with one to four things about it changed.</summary>
    public byte[] Next()
    {
        var plan = (byte[])corpus[_random.Next(corpus.Length)].Clone();
        for (var changes = _random.Next(1, 5); changes > 0; changes--)
        {
            plan = Change(plan);
        }

        // Otherwise nearly everything would fail at the first glance.
        if (plan.Length >= HeaderSize && _random.Next(4) != 0)
        {
            BinaryPrimitives.WriteInt32LittleEndian(plan.AsSpan(LengthOffset), plan.Length);
        }

        return plan;
    }

    private byte[] Change(byte[] plan)
    {
        if (plan.Length < HeaderSize + StepSize)
        {
            return Extended(plan);
        }

        switch (_random.Next(10))
        {
            case 0:
                plan[_random.Next(plan.Length)] ^= (byte)(1 << _random.Next(8));
                return plan;
            case 1:
                plan[_random.Next(plan.Length)] = (byte)_random.Next(256);
                return plan;
            case 2:
                SetWord(plan, _random.Next(plan.Length / 4) * 4);
                return plan;
            case 3:
                SetWord(plan, _random.Next(HeaderSize / 4) * 4);
                return plan;
            case 4:
            case 5:
                SetWord(plan, StepAt(plan) + (_random.Next(StepSize / 4) * 4));
                return plan;
            case 6:
                plan.AsSpan(StepAt(plan), StepSize).CopyTo(plan.AsSpan(StepAt(plan)));
                return plan;
            case 7:
                plan[_random.Next(HeaderSize, plan.Length)] = "\0/.:"u8[_random.Next(4)];
                return plan;
            case 8:
                return plan[..(_random.Next(4) == 0 ? _random.Next(plan.Length) : plan.Length - _random.Next(1, 16))];
            default:
                return Extended(plan);
        }
    }

    private byte[] Extended(byte[] plan)
    {
        var more = new byte[_random.Next(1, 64)];
        _random.NextBytes(more);
        return [.. plan, .. more];
    }

    /// <summary>The offset of one of the steps, as the encoder places them; or of some other place where one could be.</summary>
    private int StepAt(byte[] plan)
    {
        var count = Math.Max(1, (plan.Length - HeaderSize) / StepSize);
        return HeaderSize + (_random.Next(count) * StepSize);
    }

    /// <summary>Overwrites four bytes with a number that is often at some border.</summary>
    private void SetWord(byte[] plan, int offset) => BinaryPrimitives.WriteUInt32LittleEndian(plan.AsSpan(offset), _random.Next(8) switch
    {
        0 => 0,
        1 => uint.MaxValue,
        2 => int.MaxValue,
        3 => (uint)(plan.Length + _random.Next(-8, 9)),
        4 => (uint)_random.Next(80),
        5 => (uint)_random.Next(16) * 8,
        6 => 1U << _random.Next(32),
        _ => (uint)_random.Next(plan.Length),
    });
}

namespace System;

/// <summary>
/// Where ilc sends copies and clears of structs too large to unroll; the names and signatures are its own.
/// Eight bytes at a time: x86-64 and arm64 both allow unaligned access.
/// </summary>
internal static unsafe class SpanHelpers
{
    internal static void Memmove(ref byte destination, ref byte source, nuint length)
    {
        fixed (byte* to = &destination, from = &source)
        {
            // Ascending order is safe unless the destination begins inside the source.
            if ((nuint)to - (nuint)from >= length)
            {
                CopyAscending(to, from, length);
            }
            else
            {
                CopyDescending(to, from, length);
            }
        }
    }

    internal static void ClearWithoutReferences(ref byte destination, nuint length) => Fill(ref destination, 0, length);

    internal static void Fill(ref byte destination, byte value, nuint length)
    {
        fixed (byte* to = &destination)
        {
            var pattern = value * 0x0101_0101_0101_0101UL;
            nuint i = 0;
            for (; i + sizeof(ulong) <= length; i += sizeof(ulong))
            {
                *(ulong*)(to + i) = pattern;
            }

            for (; i < length; i++)
            {
                to[i] = value;
            }
        }
    }

    private static void CopyAscending(byte* to, byte* from, nuint length)
    {
        nuint i = 0;
        for (; i + sizeof(ulong) <= length; i += sizeof(ulong))
        {
            *(ulong*)(to + i) = *(ulong*)(from + i);
        }

        for (; i < length; i++)
        {
            to[i] = from[i];
        }
    }

    private static void CopyDescending(byte* to, byte* from, nuint length)
    {
        for (var i = length; i != 0; i--)
        {
            to[i - 1] = from[i - 1];
        }
    }
}

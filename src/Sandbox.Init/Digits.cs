namespace Sandbox.Init;

/// <summary>Numbers as text.</summary>
internal static unsafe class Digits
{
    /// <summary>Bytes of the longest number, a 64-bit one in octal, with a NUL.</summary>
    public const int BufferSize = 23;

    // The ceilings of fs.nr_open and kernel.pid_max leave sums of a few such numbers far from overflow.
    private const int Ceiling = 1 << 30;

    /// <summary>Parses the decimal digits of a descriptor or a process id, and nothing else.</summary>
    public static bool TryParse(byte* text, out int number)
    {
        number = 0;
        if (*text == 0)
        {
            return false;
        }

        for (; *text != 0; text++)
        {
            if (*text is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            number = number * 10 + (*text - '0');
            if (number >= Ceiling / 10)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Writes a number and a NUL to the end of a buffer of <see cref="BufferSize"/>.</summary>
    /// <returns>The first digit.</returns>
    public static byte* Format(ulong value, uint radix, byte* buffer)
    {
        var digit = buffer + BufferSize - 1;
        *digit = 0;
        do
        {
            *--digit = (byte)('0' + value % radix);
            value /= radix;
        }
        while (value != 0);
        return digit;
    }

    /// <summary>Copies a text with its NUL.</summary>
    /// <returns>Where the NUL was written.</returns>
    public static byte* Append(byte* to, byte* text)
    {
        while (*text != 0)
        {
            *to++ = *text++;
        }

        *to = 0;
        return to;
    }
}

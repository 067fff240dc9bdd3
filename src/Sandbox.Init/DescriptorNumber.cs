namespace Sandbox.Init;

/// <summary>Descriptor numbers on the command line.</summary>
internal static unsafe class DescriptorNumber
{
    // The ceiling of fs.nr_open leaves sums of a few such numbers far from overflow.
    private const int Ceiling = 1 << 30;

    /// <summary>Parses decimal digits and nothing else.</summary>
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
}

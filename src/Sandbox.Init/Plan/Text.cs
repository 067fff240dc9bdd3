namespace Sandbox.Init.Plan;

/// <summary>A text of the plan, followed by a NUL that the length does not count.</summary>
internal readonly unsafe struct Text
{
    public readonly byte* Pointer;
    public readonly int Length;

    public Text(byte* pointer, int length)
    {
        Pointer = pointer;
        Length = length;
    }

    public bool Equals(Text other)
    {
        if (Length != other.Length)
        {
            return false;
        }

        var i = 0;
        while (i < Length && Pointer[i] == other.Pointer[i])
        {
            i++;
        }

        return i == Length;
    }

    public bool Contains(byte value)
    {
        for (var i = 0; i < Length; i++)
        {
            if (Pointer[i] == value)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where <paramref name="value"/> is last, or -1.</summary>
    public int LastIndexOf(byte value)
    {
        var i = Length - 1;
        while (i >= 0 && Pointer[i] != value)
        {
            i--;
        }

        return i;
    }
}

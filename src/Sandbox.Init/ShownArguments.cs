namespace Sandbox.Init;

/// <summary>What everybody sees of this process's command line in /proc: texts, one right behind the other.</summary>
internal readonly unsafe struct ShownArguments
{
    private readonly byte* start;
    private readonly nint length;

    /// <param name="texts">Those of argv that are to go.</param>
    /// <param name="count">How many, 1 or more.</param>
    public ShownArguments(byte** texts, int count)
    {
        start = texts[0];
        var end = texts[count - 1];
        while (*end != 0)
        {
            end++;
        }

        length = (nint)(end - start);
    }

    /// <summary>Shows this program's name in their place, as far as they had room for it.</summary>
    public void ShowName()
    {
        var name = "sandbox-init"u8;
        for (var i = 0; i < length; i++)
        {
            start[i] = i < name.Length ? name[i] : (byte)0;
        }
    }
}

using System;
using System.Runtime.CompilerServices;

namespace Sandbox.Init.Linux;

/// <summary>Files of lines, each a key, a blank and a number, as control groups have them (cgroups(7)).</summary>
internal static unsafe class StatisticsFile
{
    private const int BufferSize = 1024;

    /// <summary>The number of a key; 0 where the file cannot be read or has no such line.</summary>
    /// <param name="descriptor">The open file, or -1.</param>
    /// <param name="key">The key with its blank.</param>
    [SkipLocalsInit]
    public static ulong Find(int descriptor, ReadOnlySpan<byte> key)
    {
        if (descriptor < 0)
        {
            return 0;
        }

        var text = stackalloc byte[BufferSize];
        var length = Files.ReadAt(descriptor, text, BufferSize, 0);
        for (nint start = 0; start < length; start++)
        {
            if (StartsWith(text + start, length - start, key))
            {
                return Parse(text + start + key.Length, length - start - key.Length);
            }

            while (start < length && text[start] != (byte)'\n')
            {
                start++;
            }
        }

        return 0;
    }

    /// <summary>The number that is all of a file; 0 where it cannot be read or is a word.</summary>
    [SkipLocalsInit]
    public static ulong FindOnly(int descriptor)
    {
        var text = stackalloc byte[BufferSize];
        return Parse(text, Files.ReadAt(descriptor, text, BufferSize, 0));
    }

    private static bool StartsWith(byte* text, nint length, ReadOnlySpan<byte> key)
    {
        if (length < key.Length)
        {
            return false;
        }

        for (var i = 0; i < key.Length; i++)
        {
            if (text[i] != key[i])
            {
                return false;
            }
        }

        return true;
    }

    private static ulong Parse(byte* text, nint length)
    {
        ulong number = 0;
        for (nint i = 0; i < length && text[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            number = number * 10 + (uint)(text[i] - '0');
        }

        return number;
    }
}

using System;
using Sandbox.Init;
using Sandbox.Init.Linux;

namespace Sandbox.HeadStart.Default;

/// <summary>Texts that end with a NUL.</summary>
internal static unsafe class Texts
{
    public static int LengthOf(byte* text)
    {
        var length = 0;
        while (text[length] != 0)
        {
            length++;
        }

        return length;
    }

    public static bool IsAscii(byte* text)
    {
        while (*text is > 0 and < 0x80)
        {
            text++;
        }

        return *text == 0;
    }

    /// <summary>Whether a path is another one or lies below it, both absolute and without links.</summary>
    public static bool IsAtOrBelow(byte* path, byte* other)
    {
        while (*other != 0 && *path == *other)
        {
            path++;
            other++;
        }

        return *other == 0 && *path is 0 or (byte)'/';
    }

    /// <summary>The value of the first variable of that name, or null.</summary>
    /// <param name="nameAndSign">The name and the equals sign.</param>
    public static byte* FindVariable(byte** environment, ReadOnlySpan<byte> nameAndSign)
    {
        for (; *environment != null; environment++)
        {
            var i = 0;
            while (i < nameAndSign.Length && (*environment)[i] == nameAndSign.Pointer[i])
            {
                i++;
            }

            if (i == nameAndSign.Length)
            {
                return *environment + i;
            }
        }

        return null;
    }

    /// <returns>False where it would be too long for a path.</returns>
    /// <param name="joined">Room for <see cref="Files.PATH_MAX"/>.</param>
    public static bool TryJoin(byte* joined, byte* first, ReadOnlySpan<byte> second)
    {
        var length = LengthOf(first);
        if (length + second.Length >= Files.PATH_MAX)
        {
            return false;
        }

        Digits.Append(Digits.Append(joined, first), second.Pointer);
        return true;
    }

    /// <summary>Reads the path of what a descriptor is open on, without links (proc(5), /proc/self/fd).</summary>
    /// <param name="path">Room for <see cref="Files.PATH_MAX"/>.</param>
    /// <returns>False where it has none.</returns>
    public static bool TryReadPath(int descriptor, byte* path)
    {
        const int Room = 64;
        var link = stackalloc byte[Room];
        var digits = stackalloc byte[Digits.BufferSize];
        Digits.Append(Digits.Append(link, "/proc/self/fd/"u8.Pointer), Digits.Format((ulong)descriptor, 10, digits));
        var length = Files.ReadLink(Files.AT_FDCWD, link, path, Files.PATH_MAX);
        if (length is <= 0 or >= Files.PATH_MAX || path[0] != (byte)'/')
        {
            return false;
        }

        path[length] = 0;
        return true;
    }
}

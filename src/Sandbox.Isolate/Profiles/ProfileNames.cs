using System;
using Sandbox.Isolate.Errors;

namespace Sandbox.Isolate.Profiles;

/// <summary>Reads a list of profiles.</summary>
internal static unsafe class ProfileNames
{
    // A list is a few words; what is longer is no list, and might not even end.
    private const int MaxLength = 1024;

    /// <param name="list">Null, or a C string. Names are separated by spaces, tabs, line ends and commas.</param>
    /// <param name="error">Where it is said what is wrong with the list.</param>
    /// <returns>False, and nothing in <paramref name="profiles"/>, when the list is empty or has an unknown name.</returns>
    public static bool TryParse(byte* list, out ProfileSet profiles, ErrorText* error)
    {
        profiles = ProfileSet.None;
        var length = 0;
        while (list != null && length <= MaxLength && list[length] != 0)
        {
            length++;
        }

        if (length > MaxLength)
        {
            error->Append("the list of profiles is longer than 1024 bytes"u8);
            return false;
        }

        var asked = ProfileSet.None;
        for (var start = 0; start < length; start++)
        {
            var end = start;
            while (end < length && !IsSeparator(list[end]))
            {
                end++;
            }

            var profile = end == start ? ProfileSet.None : Find(list + start, end - start);
            if (end > start && profile == ProfileSet.None)
            {
                error->Append("unknown profile '"u8);
                error->AppendForeign(list + start, end - start);
                error->Append("': a process can isolate itself by net, shm, gcc and python"u8);
                return false;
            }

            asked |= profile;
            start = end;
        }

        if (asked == ProfileSet.None)
        {
            error->Append("the list of profiles is empty: name some of net, shm, gcc and python"u8);
            return false;
        }

        profiles = asked;
        return true;
    }

    private static ProfileSet Find(byte* name, int length)
    {
        if (Equal(name, length, BuiltInNames.Net))
        {
            return ProfileSet.Net;
        }

        if (Equal(name, length, BuiltInNames.Shm))
        {
            return ProfileSet.Shm;
        }

        if (Equal(name, length, BuiltInNames.Gcc))
        {
            return ProfileSet.Gcc;
        }

        return Equal(name, length, BuiltInNames.Python) ? ProfileSet.Python : ProfileSet.None;
    }

    private static bool IsSeparator(byte value) => value is (byte)' ' or (byte)',' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    private static bool Equal(byte* name, int length, ReadOnlySpan<byte> other)
    {
        var same = length == other.Length;
        for (var i = 0; same && i < length; i++)
        {
            same = name[i] == other[i];
        }

        return same;
    }
}

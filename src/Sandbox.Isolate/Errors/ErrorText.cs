using System;
using Sandbox.Init;

namespace Sandbox.Isolate.Errors;

/// <summary>A C string that is composed piece by piece; what does not fit is left out.</summary>
internal unsafe struct ErrorText
{
    private const int Capacity = 1024;

    // Of a name that somebody else gave.
    private const int MaxForeign = 64;

    private fixed byte _bytes[Capacity];
    private int _length;

    public readonly int Length => _length;

    /// <summary>The first byte. The text must not move: it is static, or a local variable.</summary>
    public readonly byte* Start
    {
        get
        {
            fixed (byte* start = _bytes)
            {
                return start;
            }
        }
    }

    public void Clear()
    {
        _length = 0;
        _bytes[0] = 0;
    }

    public void Append(ReadOnlySpan<byte> text) => Append(text.Pointer, text.Length);

    public void Append(byte* text, int length)
    {
        for (var i = 0; i < length && _length < Capacity - 1; i++)
        {
            _bytes[_length++] = text[i];
        }

        _bytes[_length] = 0;
    }

    public void AppendNumber(int value)
    {
        var buffer = stackalloc byte[Digits.BufferSize];
        var digits = Digits.Format((ulong)value, 10, buffer);
        Append(digits, (int)(buffer + Digits.BufferSize - 1 - digits));
    }

    /// <summary>Appends a text of the caller's: its beginning, on one line, with nothing that a terminal obeys.</summary>
    public void AppendForeign(byte* text, int length)
    {
        for (var i = 0; i < length && i < MaxForeign; i++)
        {
            var shown = text[i] is >= 0x20 and < 0x7F ? text[i] : (byte)'?';
            Append(&shown, 1);
        }

        if (length > MaxForeign)
        {
            Append("..."u8);
        }
    }
}

namespace Sandbox;

/// <summary>
/// Writes a program that says a message and fails: a <see cref="DenialProgramTemplate"/>, the message, and for a shell that is
/// told to read this file in place of the script it was, a script that does the same.
/// </summary>
/// <remarks>
/// To a shell everything from the beginning of the second line to the end of the message is a comment. So none of it may be
/// the end of a line: neither a character of the message nor a byte of the numbers in it.
/// </remarks>
internal static unsafe class DenialProgramFile
{
    private const byte EndOfLine = (byte)'\n';
    private const byte Quote = (byte)'\'';

    private static System.ReadOnlySpan<byte> ScriptStart => "printf '%s\\n' '"u8;

    private static System.ReadOnlySpan<byte> QuotedQuote => "'\\''"u8;

    private static System.ReadOnlySpan<byte> ScriptEnd => "' >&2\nexit 1\n"u8;

    /// <summary>The most bytes of a file that says a message of this length.</summary>
    public static int MaxSize(int messageLength) =>
        DenialProgramTemplate.Bytes.Length + messageLength + 2 + ScriptStart.Length + (messageLength * QuotedQuote.Length) + ScriptEnd.Length;

    /// <summary>Writes the file.</summary>
    /// <param name="file">Room for <see cref="MaxSize"/>.</param>
    /// <param name="message">One line, without its end.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <returns>The length of the file.</returns>
    public static int Write(byte* file, byte* message, int length)
    {
        var start = DenialProgramTemplate.Bytes.Length;
        var end = Append(file, 0, DenialProgramTemplate.Bytes);
        end = Append(file, end, message, length);
        if (HasEndOfLine(~(end + 1 - start)))
        {
            file[end++] = (byte)' ';
        }

        file[end++] = EndOfLine;
        Finish(file, lineLength: end - start, size: end);
        end = Append(file, end, ScriptStart);
        for (var i = 0; i < length; i++)
        {
            end = message[i] == Quote ? Append(file, end, QuotedQuote) : Append(file, end, message + i, 1);
        }

        return Append(file, end, ScriptEnd);
    }

    private static void Finish(byte* file, int lineLength, int size)
    {
        // Some bytes more do no harm: what the segment has beyond the end of the file is zero.
        while (HasEndOfLine(size))
        {
            size++;
        }

        *(long*)(file + DenialProgramTemplate.FileSizeOffset) = size;
        *(long*)(file + DenialProgramTemplate.MemorySizeOffset) = size;
        *(int*)(file + DenialProgramTemplate.LineLengthOffset) = ~lineLength;
    }

    private static bool HasEndOfLine(int number)
    {
        for (var shift = 0; shift < 32; shift += 8)
        {
            if ((byte)(number >> shift) == EndOfLine)
            {
                return true;
            }
        }

        return false;
    }

    private static int Append(byte* file, int at, System.ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            file[at++] = bytes[i];
        }

        return at;
    }

    private static int Append(byte* file, int at, byte* bytes, int length)
    {
        for (var i = 0; i < length; i++)
        {
            file[at++] = bytes[i];
        }

        return at;
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Sandbox;

/// <summary>File modes and masks as people write them, in octal: <c>755</c>, <c>0644</c> (chmod(1)).</summary>
public static class FileModeText
{
    private const int MaxDigits = 5;
    private const int MaxMode = 0b111_111_111_111;

    /// <summary>What a text that is no mode should have been, for messages.</summary>
    public const string Expected = "octal digits from 0 to 07777, such as 0755";

    /// <summary>Reads a mode.</summary>
    /// <param name="text">One to five octal digits.</param>
    /// <param name="mode">The mode, 0 to 07777.</param>
    /// <returns>Whether it is a mode.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out UnixFileMode mode)
    {
        mode = 0;
        if (text is null or { Length: 0 or > MaxDigits })
        {
            return false;
        }

        var value = 0;
        foreach (var digit in text)
        {
            if (digit is < '0' or > '7')
            {
                return false;
            }

            value = (value * 8) + (digit - '0');
        }

        mode = value <= MaxMode ? (UnixFileMode)value : 0;
        return value <= MaxMode;
    }

    /// <summary>The mode in octal, four digits, as <see cref="TryParse"/> reads it.</summary>
    public static string Format(UnixFileMode mode) => Convert.ToString((int)mode, 8).PadLeft(4, '0');
}

using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Sandbox;

/// <summary>
/// Sizes as people write them: plain bytes, or a whole number of K, M, G or T, each 1024 times the one before, in
/// either case: <c>4096</c>, <c>64K</c>, <c>128M</c>, <c>2G</c>.
/// </summary>
public static class ByteSize
{
    private const string Units = "KMGT";

    /// <summary>What a text that is no size should have been, for messages.</summary>
    public const string Expected = "bytes, or a whole number with K, M, G or T, such as 64M; at most 8388607T";

    /// <summary>Reads a size.</summary>
    /// <param name="text">The text; only digits and one unit, no sign, no space, no fraction.</param>
    /// <param name="bytes">The size in bytes, 0 to <see cref="long.MaxValue"/>.</param>
    /// <returns>Whether it is a size and not too large.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out long bytes)
    {
        bytes = 0;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var exponent = Units.IndexOf(char.ToUpperInvariant(text[^1]), StringComparison.Ordinal) + 1;
        var digits = exponent > 0 ? text.AsSpan(0, text.Length - 1) : text;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number > long.MaxValue >> (10 * exponent))
        {
            return false;
        }

        bytes = number << (10 * exponent);
        return true;
    }

    /// <summary>The shortest text that <see cref="TryParse"/> reads as <paramref name="bytes"/>.</summary>
    public static string Format(long bytes)
    {
        var exponent = 0;
        while (bytes != 0 && bytes % 1024 == 0 && exponent < Units.Length)
        {
            bytes /= 1024;
            exponent++;
        }

        var number = bytes.ToString(CultureInfo.InvariantCulture);
        return exponent == 0 ? number : number + Units[exponent - 1];
    }
}

using System.Globalization;
using System.Text;

namespace Sandbox;

/// <summary>
/// What holds for every text that reaches the kernel: it must have an encoding in UTF-8 and end at its NUL.
/// </summary>
internal static class TextRules
{
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Checks a text and counts its bytes.</summary>
    /// <returns>Its length in bytes of UTF-8; null when an error was added.</returns>
    public static int? Check(SpecErrors errors, string member, string? text)
    {
        if (!errors.CheckPresent(text, member))
        {
            return null;
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            errors.Add(member, $"{Show(text)} holds a NUL character, where the kernel would cut it off");
            return null;
        }

        try
        {
            return StrictUtf8.GetByteCount(text);
        }
        catch (EncoderFallbackException)
        {
            errors.Add(member, $"{Show(text)} holds half of a surrogate pair, which has no encoding in UTF-8");
            return null;
        }
    }

    /// <summary>A text as messages quote it: on one line, in printable characters, and not too long.</summary>
    public static string Show(string text)
    {
        const int maxShown = 80;
        var shown = new StringBuilder("'");
        foreach (var character in text.AsSpan(0, Math.Min(text.Length, maxShown)))
        {
            if (char.IsControl(character) || char.IsSurrogate(character))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
            else
            {
                shown.Append(character);
            }
        }

        return shown.Append(text.Length > maxShown ? "…'" : "'").ToString();
    }
}

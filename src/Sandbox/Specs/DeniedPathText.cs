using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Sandbox;

/// <summary>
/// Denied paths as people write them: <c>PATH</c> or <c>PATH:MODE</c>, where the mode is <c>block</c>, <c>hide</c> or
/// <c>message</c>. A colon that belongs to the path is written <c>\:</c>.
/// </summary>
public static class DeniedPathText
{
    /// <summary>What a text that is no denied path should have been, for messages.</summary>
    public const string Expected = @"PATH or PATH:block, PATH:hide, PATH:message; a colon of the path is written \:";

    /// <summary>Reads a denied path.</summary>
    /// <param name="text">The text.</param>
    /// <param name="denied">The denied path; whether its path is absolute is not looked at here.</param>
    /// <returns>Whether it has the form.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out DeniedPath? denied)
    {
        denied = null;
        if (string.IsNullOrEmpty(text))
        {
            return false;
        }

        var path = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == ':')
            {
                return TryParseMode(text[(index + 1)..], out var mode) && TryMake(path, mode, out denied);
            }

            if (text[index] == '\\' && index + 1 < text.Length && text[index + 1] == ':')
            {
                index++;
            }

            path.Append(text[index]);
        }

        return TryMake(path, DenyMode.Block, out denied);
    }

    /// <summary>Reads a mode's name: <c>block</c>, <c>hide</c> or <c>message</c>.</summary>
    public static bool TryParseMode(string? text, out DenyMode mode)
    {
        (mode, var known) = text switch
        {
            "block" => (DenyMode.Block, true),
            "hide" => (DenyMode.Hide, true),
            "message" => (DenyMode.Message, true),
            _ => (default, false),
        };
        return known;
    }

    private static bool TryMake(StringBuilder path, DenyMode mode, [NotNullWhen(true)] out DeniedPath? denied)
    {
        denied = path.Length > 0 ? new DeniedPath { Path = path.ToString(), Mode = mode } : null;
        return denied is not null;
    }
}

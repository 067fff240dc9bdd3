using System.Text;

namespace RunSandbox.Output;

/// <summary>Text for terminals. Names of files and variables may hold anything, and a terminal must not obey it.</summary>
internal static class PrintableText
{
    /// <summary>Appends text with each control character written as <c>\x1b</c>.</summary>
    public static StringBuilder AppendPrintable(this StringBuilder builder, string text)
    {
        foreach (var character in text)
        {
            _ = char.IsControl(character) ? builder.Append($"\\x{(int)character:x2}") : builder.Append(character);
        }

        return builder;
    }
}

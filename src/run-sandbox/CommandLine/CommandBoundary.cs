namespace RunSandbox.CommandLine;

/// <summary>
/// Finds where the options end and the command begins. From there on every word is the command's, whatever it looks
/// like: in <c>run-sandbox make -j2</c>, <c>-j2</c> is for make.
/// </summary>
internal static class CommandBoundary
{
    /// <summary>Splits a command line.</summary>
    /// <returns>The words that are options and their values, and those of the command, without the <c>--</c>.</returns>
    public static (string[] Options, string[] Command) Split(string[] words)
    {
        var index = 0;
        while (index < words.Length && words[index] != "--")
        {
            if (words[index] is not ['-', _, ..])
            {
                return (words[..index], words[index..]);
            }

            index += NeedsNextWord(words[index]) ? 2 : 1;
        }

        // The last option may lack its value: the parser says so.
        return index >= words.Length ? (words, []) : (words[..index], words[(index + 1)..]);
    }

    private static bool NeedsNextWord(string word)
    {
        if (word.StartsWith("--", StringComparison.Ordinal))
        {
            return OptionTable.Find(word) is { TakesValue: true };
        }

        // -vb NAME: one-letter options together, of which the last may take the next word.
        for (var letter = 1; letter < word.Length; letter++)
        {
            if (OptionTable.Find($"-{word[letter]}") is not { TakesValue: var takesValue })
            {
                return false;
            }

            if (takesValue)
            {
                return letter == word.Length - 1;
            }
        }

        return false;
    }
}

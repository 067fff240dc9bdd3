using System.Collections.Immutable;

namespace RunSandbox.CommandLine;

/// <summary>
/// Takes the words before the command apart by the option table: long options, whose value is the next word or stands behind
/// '=', and one-letter options, alone or together. Our own, because a library for it took longer to start than all that is
/// done with the options.
/// </summary>
internal static class OptionReader
{
    private const string Hint = "run-sandbox --help lists the options; write -- before a command that begins with '-'";

    /// <summary>The options in the order of the line: that order decides which mount covers which.</summary>
    /// <param name="words">Options and their values, as <see cref="CommandBoundary"/> finds them.</param>
    /// <exception cref="UsageException">An option is unknown, lacks its value, or has one that it does not take.</exception>
    public static ImmutableArray<OptionOccurrence> Read(ReadOnlySpan<string> words)
    {
        var options = ImmutableArray.CreateBuilder<OptionOccurrence>();
        for (var index = 0; index < words.Length; index++)
        {
            if (words[index].StartsWith("--", StringComparison.Ordinal))
            {
                ReadLong(words, ref index, options);
            }
            else
            {
                ReadLetters(words, ref index, options);
            }
        }

        return options.DrainToImmutable();
    }

    private static void ReadLong(
        ReadOnlySpan<string> words, ref int index, ImmutableArray<OptionOccurrence>.Builder options)
    {
        var word = words[index];
        var end = word.IndexOf('=', StringComparison.Ordinal);
        var option = Find(end < 0 ? word : word[..end]);
        var value = end < 0 ? null : word[(end + 1)..];
        if (!option.TakesValue && value is not null)
        {
            throw OutOfPlace(value);
        }

        options.Add(new OptionOccurrence(option, option.TakesValue ? value ?? Next(words, ref index, option) : ""));
    }

    private static void ReadLetters(
        ReadOnlySpan<string> words, ref int index, ImmutableArray<OptionOccurrence>.Builder options)
    {
        var word = words[index];
        for (var letter = 1; letter < word.Length; letter++)
        {
            var option = Find($"-{word[letter]}");
            var rest = word[(letter + 1)..];
            if (option.TakesValue)
            {
                var value = rest.Length == 0 ? Next(words, ref index, option) : rest[0] == '=' ? rest[1..] : rest;
                options.Add(new OptionOccurrence(option, value));
                return;
            }

            options.Add(rest.StartsWith('=') ? throw OutOfPlace(rest[1..]) : new OptionOccurrence(option, ""));
        }
    }

    private static string Next(ReadOnlySpan<string> words, ref int index, ToolOption option) => ++index < words.Length
        ? words[index]
        : throw new UsageException($"{option.Name}: its value is missing", $"it is written {option.Usage}");

    private static ToolOption Find(string name) =>
        OptionTable.Find(name) ?? throw new UsageException($"unknown option {name}", Hint);

    private static UsageException OutOfPlace(string value) =>
        new($"'{value}' is out of place: the option before it takes no value", Hint);
}

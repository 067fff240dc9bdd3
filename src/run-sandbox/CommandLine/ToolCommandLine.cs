using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;

namespace RunSandbox.CommandLine;

/// <summary>A command line taken apart: what it says about the tool, about the sandbox, and the command.</summary>
internal sealed class ToolCommandLine
{
    // A word that begins with '@' is text, not a file with more options: that would let a file name add options.
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    private ToolCommandLine(
        ToolSettings settings, ImmutableArray<OptionOccurrence> specOptions, ImmutableArray<string> command)
    {
        Settings = settings;
        SpecOptions = specOptions;
        Command = command;
    }

    /// <summary>What it says about the tool.</summary>
    public ToolSettings Settings { get; }

    /// <summary>What it says about the sandbox, in order; each is of a <see cref="SpecOption"/>.</summary>
    public ImmutableArray<OptionOccurrence> SpecOptions { get; }

    /// <summary>The command's name and arguments; empty where none is given.</summary>
    public ImmutableArray<string> Command { get; }

    /// <summary>Takes a command line apart.</summary>
    /// <exception cref="UsageException">An option is unknown, lacks its value or makes no sense.</exception>
    public static ToolCommandLine Parse(string[] words)
    {
        var (options, command) = CommandBoundary.Split(words);
        var result = Grammar().Parse(options, Configuration);
        if (result.Errors.Count > 0 && !AsksForHelp(result))
        {
            throw Describe(result);
        }

        var settings = new ToolSettings();
        var specOptions = ImmutableArray.CreateBuilder<OptionOccurrence>();
        foreach (var occurrence in Occurrences(result.Tokens))
        {
            if (occurrence.Option is SettingOption setting)
            {
                setting.Apply(settings, occurrence);
            }
            else
            {
                specOptions.Add(occurrence);
            }
        }

        if (settings is { Json: true, Action: ToolAction.Run })
        {
            throw new UsageException(
                "--json: it belongs to --check or --explain", "--report FILE writes the result of a run as JSON");
        }

        if (settings.Action == ToolAction.Request
            && (specOptions.Count > 0 || command.Length > 0 || settings is not { SpecFile: null, ReportFile: null }))
        {
            throw new UsageException(
                "--request: it stands alone", "the request says what to run and how; only --backend and options for messages go with it");
        }

        return new ToolCommandLine(settings, specOptions.DrainToImmutable(), [.. command]);
    }

    /// <summary>
    /// The grammar of the options alone. Not a root command: that would bring directives, and help and version options
    /// of its own.
    /// </summary>
    private static Command Grammar()
    {
        var grammar = new Command("run-sandbox");
        foreach (var option in OptionTable.Groups.SelectMany(group => group.Options))
        {
            string[] aliases = option.Alias is { } alias ? [alias] : [];
            grammar.Add(option.TakesValue
                ? new Option<string[]>(option.Name, aliases) { Arity = ArgumentArity.OneOrMore }
                : new Option<bool>(option.Name, aliases) { Arity = ArgumentArity.Zero });
        }

        return grammar;
    }

    /// <summary>
    /// The options in the order of the line, across kinds: that order decides which mount covers which, and the parser's
    /// own results are grouped by option.
    /// </summary>
    private static IEnumerable<OptionOccurrence> Occurrences(IReadOnlyList<Token> tokens)
    {
        ToolOption? waiting = null;
        foreach (var token in tokens)
        {
            if (waiting is not null && token.Type == TokenType.Argument)
            {
                yield return new OptionOccurrence(waiting, token.Value);
                waiting = null;
            }
            else if (OptionTable.Find(token.Value) is { } option)
            {
                waiting = option.TakesValue ? option : null;
                if (!option.TakesValue)
                {
                    yield return new OptionOccurrence(option, "");
                }
            }
        }
    }

    private static bool AsksForHelp(ParseResult result) =>
        result.Tokens.Any(token => token.Type == TokenType.Option && OptionTable.Find(token.Value) is { Name: "--help" });

    private static UsageException Describe(ParseResult result)
    {
        const string hint = "run-sandbox --help lists the options; write -- before a command that begins with '-'";
        if (result.UnmatchedTokens is [var word, ..])
        {
            return word.StartsWith('-')
                ? new UsageException($"unknown option {word.Split('=')[0]}", hint)
                : new UsageException($"'{word}' is out of place: the option before it takes no value", hint);
        }

        var error = result.Errors[0];
        return error.SymbolResult is OptionResult { Option.Name: var name } && OptionTable.Find(name) is { } option
            ? new UsageException($"{name}: its value is missing", $"it is written {option.Usage}")
            : new UsageException(error.Message, hint);
    }
}

using System.Collections.Immutable;

namespace RunSandbox.CommandLine;

/// <summary>A command line taken apart: what it says about the tool, about the sandbox, and the command.</summary>
internal sealed class ToolCommandLine
{
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
        var settings = new ToolSettings();
        var specOptions = ImmutableArray.CreateBuilder<OptionOccurrence>();
        foreach (var occurrence in ReadOptions(options))
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

    // Who has gone wrong and asks for help gets that.
    private static ImmutableArray<OptionOccurrence> ReadOptions(string[] words)
    {
        try
        {
            return OptionReader.Read(words);
        }
        catch (UsageException) when (words.Any(word => word is "--help" or "-h"))
        {
            return [new OptionOccurrence(OptionTable.Find("--help")!, "")];
        }
    }
}

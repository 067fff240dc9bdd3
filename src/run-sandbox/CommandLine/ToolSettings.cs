namespace RunSandbox.CommandLine;

/// <summary>What the command line says about the tool itself.</summary>
internal sealed class ToolSettings
{
    private OptionOccurrence? _chosenBy;

    /// <summary>What to do.</summary>
    public ToolAction Action { get; private set; }

    /// <summary>The back-end asked for on the line, or null.</summary>
    public string? Backend { get; set; }

    /// <summary>Whether <c>--check</c> and <c>--explain</c> answer in JSON.</summary>
    public bool Json { get; set; }

    /// <summary>The file to write the result to, or null.</summary>
    public string? ReportFile { get; set; }

    /// <summary>The App Container image to run, or null.</summary>
    public string? ImageFile { get; set; }

    /// <summary>The <c>--keep</c> that has files of the run stay, or null.</summary>
    public OptionOccurrence? Keep { get; set; }

    /// <summary>The file to list changes in, or null.</summary>
    public string? ChangesFile { get; set; }

    /// <summary>The file that holds a spec the options come on top of, or null.</summary>
    public string? SpecFile { get; set; }

    /// <summary>The file that holds a request, <c>-</c> for standard input, or null.</summary>
    public string? RequestFile { get; set; }

    /// <summary>Where profiles are named.</summary>
    public List<OptionOccurrence> Profiles { get; } = [];

    /// <summary>The <c>--profiles</c> that names a file of profiles, or null.</summary>
    public OptionOccurrence? ProfilesFile { get; set; }

    /// <summary>Whether to log to standard error.</summary>
    public bool Verbose { get; set; }

    /// <summary>Whether to keep warnings to ourselves.</summary>
    public bool Quiet { get; set; }

    /// <summary>Whether this process is to stay in memory while the command runs, though nothing may be left to do.</summary>
    public bool Stay { get; set; }

    /// <summary>The file to log to, or null.</summary>
    public string? LogFile { get; set; }

    /// <summary>Sets <see cref="Action"/>; two different ones exclude each other.</summary>
    public void Choose(ToolAction action, OptionOccurrence by)
    {
        if (_chosenBy is not null && Action != action)
        {
            throw by.Invalid($"it excludes {_chosenBy}");
        }

        (_chosenBy, Action) = (by, action);
    }
}

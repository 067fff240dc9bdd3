namespace RunSandbox.CommandLine;

/// <summary>Every option of the tool: what the parser accepts, the help shows and the manual lists.</summary>
internal static partial class OptionTable
{
    // Made when they are first looked at: most command lines have few options, or none.
    private static readonly Lazy<OptionGroup>[] Parts =
    [
        new(() => Actions), new(() => Tree), new(() => Mounts), new(() => Isolation),
        new(() => Process), new(() => Limits), new(() => Streams), new(() => Logging),
    ];

    /// <summary>The option that a tool adds which executes itself again.</summary>
    public const string StayOption = "--stay";

    /// <summary>The option that reads paths from a file.</summary>
    public const string InputListOption = "--input-from";

    /// <summary>The options in the order of the help.</summary>
    public static IEnumerable<OptionGroup> Groups => Parts.Select(part => part.Value);

    /// <summary>The option of this long or short name, or null.</summary>
    public static ToolOption? Find(string name)
    {
        foreach (var part in Parts)
        {
            foreach (var option in part.Value.Options)
            {
                if (option.Name == name || option.Alias == name)
                {
                    return option;
                }
            }
        }

        return null;
    }

    private static OptionGroup Actions => new("Options",
    [
        new SettingOption(
            "--backend", "NAME", "auto (default), namespaces, chroot or bwrap; RUN_SANDBOX_BACKEND sets the default.",
            (settings, option) => settings.Backend = KnownBackends.Parse(option)) { Alias = "-b" },
        Member(
            "--allow-degraded", null, "Drop what no back-end can do here, with a warning each, instead of refusing.",
            "allowDegraded", (spec, _) => spec with { AllowDegraded = true }),
        new SettingOption(
            "--spec", "FILE", "Read a spec as JSON; the options and the command on the line come on top.",
            (settings, option) => settings.SpecFile = PathArgument.OnHost(option, option.Value)),
        new SettingOption(
            "--profile", "NAMES", "Apply profiles: shm, net, gcc, python, and your own; separated by spaces or commas. Repeatable.",
            (settings, option) => settings.Profiles.Add(option)),
        new SettingOption(
            "--profiles", "FILE", "Your own are in FILE too, before the usual files.",
            (settings, option) => settings.ProfilesFile = option),
        new SettingOption(
            "--report", "FILE", "Write how it ended, as JSON.",
            (settings, option) => settings.ReportFile = PathArgument.OnHost(option, option.Value)),
        new SettingOption(
            StayOption, null, "Stay in memory while the command runs, also where sandbox-init can take this process's place.",
            (settings, _) => settings.Stay = true),
        new SettingOption(
            "--check", null, "Tell what works on this machine, and why not; exit with 0 if a command can be run.",
            (settings, option) => settings.Choose(ToolAction.Check, option)),
        new SettingOption(
            "--explain", null, "Print the plan, run nothing.",
            (settings, option) => settings.Choose(ToolAction.Explain, option)),
        new SettingOption(
            "--json", null, "Let --check and --explain answer in JSON.",
            (settings, _) => settings.Json = true),
        new SettingOption(
            "--request", "FILE", "Carry out a request in JSON, - for standard input, and answer with a line of JSON.",
            (settings, option) =>
            {
                settings.Choose(ToolAction.Request, option);
                settings.RequestFile = option.Value == "-" ? option.Value : PathArgument.OnHost(option, option.Value);
            }),
        new SettingOption(
            "--request-schema", null, "Print the JSON schema of requests.",
            (settings, option) => settings.Choose(ToolAction.RequestSchema, option)),
        new SettingOption(
            "--help", null, "Print this.",
            (settings, option) => settings.Choose(ToolAction.Help, option)) { Alias = "-h" },
        new SettingOption(
            "--version", null, "Print the version.",
            (settings, option) => settings.Choose(ToolAction.Version, option)),
    ]);

    private static OptionGroup Logging => new("Messages, always to standard error or the file",
    [
        new SettingOption(
            "--verbose", null, "Log what is done.",
            (settings, _) => settings.Verbose = true) { Alias = "-v" },
        new SettingOption(
            "--quiet", null, "Print no warnings, only errors.",
            (settings, _) => settings.Quiet = true) { Alias = "-q" },
        new SettingOption(
            "--log-file", "FILE", "Log what is done to FILE, at its end.",
            (settings, option) => settings.LogFile = PathArgument.OnHost(option, option.Value)),
    ]);
}

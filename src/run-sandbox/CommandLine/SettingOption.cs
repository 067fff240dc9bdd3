namespace RunSandbox.CommandLine;

/// <summary>An option about the tool itself: what to do, what to write where.</summary>
internal sealed record SettingOption(
    string Name, string? ValueName, string Description, Action<ToolSettings, OptionOccurrence> Apply)
    : ToolOption(Name, ValueName, Description);

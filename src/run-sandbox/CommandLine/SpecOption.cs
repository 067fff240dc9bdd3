namespace RunSandbox.CommandLine;

/// <summary>An option that says something about the sandbox.</summary>
/// <param name="Name">The long name, with its dashes.</param>
/// <param name="ValueName">What the help calls its value; null for an option that takes none.</param>
/// <param name="Description">One or two sentences for the help and the manual.</param>
/// <param name="Member">
/// The member of the spec it sets, so that an error in it can name the option; null where it adds to a list.
/// </param>
/// <param name="Apply">Sets it; throws <see cref="UsageException"/> where the value makes no sense.</param>
internal sealed record SpecOption(
    string Name, string? ValueName, string Description, string? Member, Action<SpecDraft, OptionOccurrence> Apply)
    : ToolOption(Name, ValueName, Description);

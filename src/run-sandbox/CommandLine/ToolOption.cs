namespace RunSandbox.CommandLine;

/// <summary>One option of the command line: how it is spelt, what the help says about it, and what it does.</summary>
/// <param name="Name">The long name, with its dashes.</param>
/// <param name="ValueName">What the help calls its value; null for an option that takes none.</param>
/// <param name="Description">One or two sentences for the help and the manual.</param>
internal abstract record ToolOption(string Name, string? ValueName, string Description)
{
    /// <summary>The short name with its dash, where there is one.</summary>
    public string? Alias { get; init; }

    /// <summary>Whether the next word belongs to it.</summary>
    public bool TakesValue => ValueName is not null;

    /// <summary>As the help shows it, for instance <c>-b, --backend NAME</c>.</summary>
    public string Usage => (Alias, ValueName) switch
    {
        (null, null) => Name,
        (null, _) => $"{Name} {ValueName}",
        (_, null) => $"{Alias}, {Name}",
        _ => $"{Alias}, {Name} {ValueName}",
    };

    /// <inheritdoc/>
    public sealed override string ToString() => Name;
}

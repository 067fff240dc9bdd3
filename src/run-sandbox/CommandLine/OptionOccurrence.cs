namespace RunSandbox.CommandLine;

/// <summary>An option as it stands on the line.</summary>
/// <param name="Option">The option.</param>
/// <param name="Value">Its value; empty for an option that takes none.</param>
internal sealed record OptionOccurrence(ToolOption Option, string Value)
{
    private const int ShownLength = 255;

    /// <summary>The error for a value that makes no sense.</summary>
    public UsageException Invalid(string problem, string? hint = null) => new($"{this}: {problem}", hint);

    /// <summary>As typed, shortened where it is long.</summary>
    public override string ToString() => (Option.TakesValue, Value.Length) switch
    {
        (false, _) => Option.Name,
        (true, > ShownLength) => $"{Option.Name} {Value.AsSpan(0, ShownLength)}…",
        _ => $"{Option.Name} {Value}",
    };
}

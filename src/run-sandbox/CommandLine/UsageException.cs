namespace RunSandbox.CommandLine;

/// <summary>The command line makes no sense. The message names the option at fault.</summary>
internal sealed class UsageException(string message, string? hint = null) : Exception(message)
{
    /// <summary>What to do about it, or null.</summary>
    public string? Hint { get; } = hint;
}

namespace Sandbox;

/// <summary>Something went wrong with a sandbox. The message says what was being done, why it failed, and the remedy.</summary>
public abstract class SandboxException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was being done and why it failed.</param>
    /// <param name="hint">What to do about it, or null.</param>
    /// <param name="innerException">The cause, or null.</param>
    private protected SandboxException(string message, string? hint = null, Exception? innerException = null)
        : base(message, innerException) => Hint = hint;

    /// <summary>What to do about it; null where there is nothing to say.</summary>
    public string? Hint { get; }
}

namespace Sandbox;

/// <summary>The sandbox could not be set up. The command was not run.</summary>
public sealed class SandboxSetupException : SandboxException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="message">What was being done, to which path, and why it failed.</param>
    /// <param name="hint">What to do about it, or null.</param>
    /// <param name="innerException">The cause, or null.</param>
    public SandboxSetupException(string message, string? hint = null, Exception? innerException = null)
        : base(message, hint, innerException)
    {
    }

    /// <summary>The back-end that was setting up, where one was chosen.</summary>
    public string? Backend { get; init; }

    /// <summary>The step that failed, as <c>--explain</c> prints it; null where it failed outside the plan.</summary>
    public string? Step { get; init; }

    /// <summary>The path the step was working on, where there is one.</summary>
    public string? Path { get; init; }

    /// <summary>The kernel's answer (errno(3)); null where it was not the kernel that refused.</summary>
    public int? Errno { get; init; }

    /// <summary>
    /// Whether the machine refused to isolate at all, so that another back-end may still serve; false where the spec
    /// itself is at fault, such as a missing source.
    /// </summary>
    public bool IsRefusal { get; init; }
}

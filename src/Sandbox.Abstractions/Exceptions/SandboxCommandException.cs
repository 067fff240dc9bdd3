namespace Sandbox;

/// <summary>The sandbox was set up, but the command could not be executed in it.</summary>
public sealed class SandboxCommandException : SandboxException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="fileName">The command as asked for.</param>
    /// <param name="isNotFound">Whether it was not found, rather than found and not executable.</param>
    /// <param name="errno">The kernel's answer to execve(2).</param>
    /// <param name="message">What was being done and why it failed.</param>
    /// <param name="hint">What to do about it, or null.</param>
    public SandboxCommandException(string fileName, bool isNotFound, int errno, string message, string? hint = null)
        : base(message, hint)
    {
        FileName = fileName;
        IsNotFound = isNotFound;
        Errno = errno;
    }

    /// <summary>The command as asked for.</summary>
    public string FileName { get; }

    /// <summary>Whether it was not found, rather than found and not executable.</summary>
    public bool IsNotFound { get; }

    /// <summary>The kernel's answer to execve(2) (errno(3)).</summary>
    public int Errno { get; }
}

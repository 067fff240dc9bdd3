namespace Sandbox;

/// <summary>The command ran and did not succeed; see <see cref="SandboxResult.EnsureSuccess"/>.</summary>
public sealed class SandboxCommandFailedException : SandboxException
{
    /// <summary>Makes the exception.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="result"/> is null.</exception>
    public SandboxCommandFailedException(SandboxResult result)
        : base($"the command did not succeed: {result ?? throw new ArgumentNullException(nameof(result))}") => Result = result;

    /// <summary>How it ended.</summary>
    public SandboxResult Result { get; }
}

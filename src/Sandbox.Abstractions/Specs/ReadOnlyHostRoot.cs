namespace Sandbox;

/// <summary>The host's tree read-only; see <see cref="SandboxRoot.ReadOnlyHost"/>.</summary>
public sealed record ReadOnlyHostRoot : SandboxRoot
{
    /// <summary>
    /// Whether the working directory stays writable, to the extent the caller may write there. A working directory of
    /// <c>/</c> is never made writable. Default: true.
    /// </summary>
    public bool WritableWorkingDirectory { get; init; } = true;
}

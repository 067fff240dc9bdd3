namespace Sandbox;

/// <summary>A tree of declared inputs and outputs; see <see cref="SandboxRoot.Hermetic"/>.</summary>
public sealed record HermeticRoot : SandboxRoot
{
    /// <summary>
    /// Whether the host's programs, libraries and the files of /etc that they need are shown, read-only; docs/hermetic.md
    /// lists them. Without them every program is an input. Default: true.
    /// </summary>
    public bool SystemDirectories { get; init; } = true;
}

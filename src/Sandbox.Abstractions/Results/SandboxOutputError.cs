namespace Sandbox;

/// <summary>One of <see cref="SandboxSpec.Outputs"/> that could not be taken out: the host has what it had there before.</summary>
/// <param name="Path">The output.</param>
/// <param name="Problem">Why not.</param>
/// <param name="IsMissing">Whether the command did not make it.</param>
public sealed record SandboxOutputError(string Path, string Problem, bool IsMissing)
{
    /// <inheritdoc/>
    public override string ToString() => $"output {Path}: {Problem}";
}

namespace Sandbox;

/// <summary>
/// One of <see cref="SandboxSpec.Outputs"/> that could not be taken out: the host has what it had there before. Or an output
/// of a run that a limit has ended, whose destination failed.
/// </summary>
/// <param name="Path">The output; /dev/stdout and /dev/stderr are the command's standard streams.</param>
/// <param name="Problem">Why not.</param>
/// <param name="IsMissing">Whether the command did not make it.</param>
public sealed record SandboxOutputError(string Path, string Problem, bool IsMissing)
{
    /// <inheritdoc/>
    public override string ToString() => $"output {Path}: {Problem}";
}

namespace Sandbox;

/// <summary>What is wrong with one member of a spec.</summary>
/// <param name="Member">The member's path in camel case, for instance <c>mounts[0].target</c>.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record SandboxSpecError(string Member, string Problem)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Member}: {Problem}";
}

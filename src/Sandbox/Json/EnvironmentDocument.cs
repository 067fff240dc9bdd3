namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="SandboxEnvironment"/>.</summary>
internal sealed record EnvironmentDocument
{
    public bool? Inherit { get; init; }

    /// <summary>Values by name; null removes the variable.</summary>
    public IReadOnlyDictionary<string, string?>? Variables { get; init; }
}

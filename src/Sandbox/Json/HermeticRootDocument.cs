namespace Sandbox.Json;

/// <summary>The JSON form of a <see cref="HermeticRoot"/>.</summary>
internal sealed record HermeticRootDocument : RootDocument
{
    public bool? SystemDirectories { get; init; }
}
